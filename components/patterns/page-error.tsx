"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ErrorState } from "@/components/ui/error-state";

/** What stands in the frame when a page of it could not be rendered. The digest finds the cause in the server's log. */
export function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("errors.unexpected");
  useEffect(() => console.error(error), [error]);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <div className="rounded-lg border bg-surface shadow-card">
      <ErrorState title={t("title")} onRetry={retry}>
        <p>{t("body")}</p>
        {digest && <p className="figures mt-2">{t("reference", { digest })}</p>}
      </ErrorState>
    </div>
  );
}
