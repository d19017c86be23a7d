import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { PdfLink } from "@/components/console/quotes/pdf-link";
import { QuoteDocumentView } from "@/components/console/quotes/quote-document-view";
import { QuoteStateChip } from "@/components/console/quotes/quote-state-chip";
import { PublicShell } from "@/components/shell/public-shell";
import { LinkButton } from "@/components/ui/link-button";
import { env } from "@/lib/env";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { dayText, quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import { openPublicQuote, type TokenParams } from "./open-public-quote";

export async function generateMetadata({ params }: { params: TokenParams }): Promise<Metadata> {
  const { document } = await openPublicQuote((await params).token);
  const t = await getTranslations("quotes.quote");
  return {
    title: t("title", { number: document.number ?? "" }),
    robots: { index: false, follow: false },
    // The address is the permission: no other site learns it.
    referrer: "no-referrer",
  };
}

/** A quote for everybody who has its link, such as a colleague without an account: to read and keep, not to answer. */
export default async function PublicQuotePage({ params }: { params: TokenParams }) {
  const { token } = await params;
  const { id, state, document, tenantSlug } = await openPublicQuote(token);
  const [t, locale, jar] = await Promise.all([getTranslations("quotes"), getLocale(), cookies()]);
  const date = dayText(document.validUntil, locale);
  return (
    <PublicShell isDemo={env().CHOBA_DEMO} theme={readTheme(jar.get(themeCookie)?.value)} size="wide">
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-3 font-semibold text-2xl tracking-tight">
            {t("quote.title", { number: document.number ?? "" })}
            <QuoteStateChip state={state} />
          </h1>
          {state === "sent" && <p className="mt-1 text-ink-soft">{t("public.signInHint", { date })}</p>}
          {state === "expired" && (
            <p className="mt-1 text-ink-soft">{t("answer.states.expired", { date })}</p>
          )}
          {state === "replaced" && <p className="mt-1 text-ink-soft">{t("answer.states.replaced")}</p>}
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <PdfLink href={`/q/${token}/pdf`} />
          {state === "sent" && (
            <LinkButton variant="primary" href={`/t/${tenantSlug}/quotes/${id}`} prefetch={false}>
              {t("public.signIn")}
            </LinkButton>
          )}
        </div>
      </header>
      <QuoteDocumentView document={quoteTextOf(document)} />
    </PublicShell>
  );
}
