"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

/** What a page shows when rendering it failed. The digest finds the cause in the server's log. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("errors");
  useEffect(() => console.error(error), [error]);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-lg flex-col justify-center px-6 py-16">
      <title>{`${t("unexpected.title")} · Choba`}</title>
      <h1 className="font-semibold text-2xl tracking-tight">{t("unexpected.title")}</h1>
      <p className="mt-3 text-ink-soft">{t("unexpected.body")}</p>
      {digest && (
        <p className="figures mt-3 text-ink-quiet text-sm">{t("unexpected.reference", { digest })}</p>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <Retry onRetry={retry} />
        <LinkButton href="/">{t("notFound.home")}</LinkButton>
      </div>
    </main>
  );
}

function Retry({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("common");
  return (
    <Button variant="primary" onClick={onRetry}>
      {t("retry")}
    </Button>
  );
}
