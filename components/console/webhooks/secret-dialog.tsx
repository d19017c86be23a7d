"use client";

import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

/** A signing secret that was just made: here, once, and never again. */
export function SecretDialog({
  title,
  secret,
  onClose,
}: {
  title: string;
  secret: string;
  onClose: () => void;
}) {
  const t = useTranslations("webhooks");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      staysOpen
      title={title}
      className="max-w-xl"
      footer={
        <DialogClose>
          <Button variant="primary">{t("keptIt")}</Button>
        </DialogClose>
      }
    >
      <div className="grid gap-4">
        <Banner tone="warning" title={t("once")} />
        <KeyValueList>
          <KeyValue label={t("secret")} copy={secret}>
            <span className="break-all font-mono text-sm">{secret}</span>
          </KeyValue>
        </KeyValueList>
      </div>
    </Dialog>
  );
}
