"use client";

import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { NewApiKey } from "@/lib/features/people/api-keys/write-key";

/** The secret of a key that was just made: here, once, and never again. */
export function NewKeyDialog({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const t = useTranslations("keys");
  const secret = (label: string) => (
    <KeyValue label={label} copy={made.secret}>
      <span className="font-mono text-sm">{made.secret}</span>
    </KeyValue>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      staysOpen
      title={t("made")}
      className="max-w-xl"
      footer={
        <DialogClose>
          <Button variant="primary">{t("keptIt")}</Button>
        </DialogClose>
      }
    >
      <div className="grid gap-4">
        <Banner tone="warning" title={t("once")} />
        {made.kind === "bearer" ? (
          <KeyValueList>{secret(t("secret"))}</KeyValueList>
        ) : (
          <KeyValueList>
            <KeyValue label={t("saasId")} copy={made.saasId}>
              <span className="font-mono text-sm">{made.saasId}</span>
            </KeyValue>
            <KeyValue label={t("accessKey")} copy={made.accessKey}>
              <span className="font-mono text-sm">{made.accessKey}</span>
            </KeyValue>
            {secret(t("clientSecret"))}
          </KeyValueList>
        )}
      </div>
    </Dialog>
  );
}
