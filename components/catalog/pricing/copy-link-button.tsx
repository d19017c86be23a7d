"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

/** Copies the address at which everybody finds this estimate; `path` begins with a slash. */
export function CopyLinkButton({ path }: { path: string }) {
  const t = useTranslations("pricing.page");
  const common = useTranslations("common");
  const toast = useToast();
  async function copy() {
    try {
      await navigator.clipboard.writeText(new URL(path, window.location.origin).href);
      toast({ title: t("copied"), description: t("copiedBody") });
    } catch {
      toast({ title: common("copyFailed"), tone: "warn" });
    }
  }
  return (
    <Button icon={<Link2 aria-hidden="true" />} onClick={copy}>
      {t("copyLink")}
    </Button>
  );
}
