"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

/** The tab was left with changes that were not saved: they are still here. */
export function KeptBanner({ onRestore, onForget }: { onRestore: () => void; onForget: () => void }) {
  const t = useTranslations("catalog.kept");
  return (
    <Banner
      className="mb-4"
      title={t("title")}
      action={
        <>
          <Button size="sm" onClick={onForget}>
            {t("forget")}
          </Button>
          <Button size="sm" variant="primary" onClick={onRestore}>
            {t("restore")}
          </Button>
        </>
      }
    >
      {t("body")}
    </Banner>
  );
}
