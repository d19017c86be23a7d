"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./button";
import { useToast } from "./toast";
import { VisuallyHidden } from "./visually-hidden";

/** Copies `text`; `label` says what it is ("Payment Account ID"). */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("common");
  const toast = useToast();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Refused by the browser, or a page without https.
      toast({ title: t("copyFailed"), tone: "warn" });
    }
  }

  return (
    <>
      <IconButton
        size="sm"
        label={t("copyValue", { label })}
        onClick={copy}
        className="min-h-7 pointer-coarse:min-h-9"
        icon={copied ? <Check aria-hidden="true" className="text-good" /> : <Copy aria-hidden="true" />}
      />
      <VisuallyHidden role="status">{copied ? t("copied") : ""}</VisuallyHidden>
    </>
  );
}
