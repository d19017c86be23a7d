"use client";

import { ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useButtonAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { saveLogo } from "@/lib/features/foundation/seller/logo";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type LogoCardProps = {
  logoHash: string | null;
  /** Null for readers who change nothing. */
  save: ActionOf<typeof saveLogo> | null;
};

/** The picture at the head of documents. */
export function LogoCard({ logoHash, save }: LogoCardProps) {
  const t = useTranslations("seller");
  const input = useRef<HTMLInputElement>(null);
  const { pending, run } = useButtonAction();
  const done = useDone();
  return (
    <Card
      title={t("logo")}
      description={t("logoLead")}
      actions={
        save && (
          <>
            {logoHash && (
              <Button
                pending={pending}
                onClick={() =>
                  run(
                    () => save({ image: "" }),
                    () => done(t("logoRemoved")),
                  )
                }
              >
                {t("removeLogo")}
              </Button>
            )}
            <input
              ref={input}
              type="file"
              accept="image/png,image/jpeg"
              aria-label={t("chooseLogo")}
              tabIndex={-1}
              className="sr-only"
              onChange={async (event) => {
                const file = event.target.files?.[0];
                event.target.value = "";
                if (!file) return;
                const image = base64Of(new Uint8Array(await file.arrayBuffer()));
                run(
                  () => save({ image }),
                  () => done(t("logoSaved")),
                );
              }}
            />
            <Button icon={<ImageUp />} pending={pending} onClick={() => input.current?.click()}>
              {t("chooseLogo")}
            </Button>
          </>
        )
      }
    >
      {logoHash ? (
        // biome-ignore lint/performance/noImgElement: it comes from the database, behind a sign-in
        <img
          src={`/q/logo/${logoHash}`}
          alt={t("logoAlt")}
          className="max-h-24 max-w-full rounded-sm bg-white p-2"
        />
      ) : (
        <p className="text-ink-quiet">{t("noLogo")}</p>
      )}
      {save && <p className="mt-3 text-ink-quiet text-sm">{t("logoHint")}</p>}
    </Card>
  );
}

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
