"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

type KeptBannerProps = {
  /** The draft has been saved anew since they were typed. */
  isOlder: boolean;
  onRestore: () => void;
  onForget: () => void;
};

/** The tab was closed with unsaved changes. They can be taken back. */
export function KeptBanner({ isOlder, onRestore, onForget }: KeptBannerProps) {
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
          <Button size="sm" onClick={onRestore}>
            {t("restore")}
          </Button>
        </>
      }
    >
      {isOlder ? t("bodyOlder") : t("body")}
    </Banner>
  );
}
