import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { bindTenant } from "@/app/_components/bind-tenant";
import { QuoteButtons } from "@/components/console/quotes/console/quote-buttons";
import { QuoteDetails } from "@/components/console/quotes/console/quote-details";
import { ObstacleBanner } from "@/components/console/quotes/obstacle-banner";
import { PdfLink } from "@/components/console/quotes/pdf-link";
import { QuoteDocumentView } from "@/components/console/quotes/quote-document-view";
import { QuoteHistory } from "@/components/console/quotes/quote-history";
import { QuoteStateChip } from "@/components/console/quotes/quote-state-chip";
import { RevisionsCard } from "@/components/console/quotes/revisions-card";
import { UndeliveredNote } from "@/components/patterns/undelivered-note";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { dayOf } from "@/lib/domain/time/calendar";
import { quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import * as actions from "../actions";
import { openQuote, type QuoteParams } from "./open-quote";

export async function generateMetadata({ params }: { params: QuoteParams }): Promise<Metadata> {
  const { tenant, quote } = await params;
  const { quote: opened } = await openQuote(tenant, quote);
  const t = await getTranslations("quotes.quote");
  const { number } = opened.document;
  return { title: number ? t("title", { number }) : t("draftTitle") };
}

/** One quote in the console: its document, what can be done with it, its history. */
export default async function QuotePage({ params }: { params: QuoteParams }) {
  const { tenant: reference, quote: quoteId } = await params;
  const { ctx, tenant, quote } = await openQuote(reference, quoteId);
  const t = await getTranslations("quotes");
  const { number } = quote.document;
  const base = `/console/tenants/${tenant.slug}/quotes`;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
        <div>
          <p className="text-ink-quiet text-sm">
            <TextLink href={base}>{t("quote.back")}</TextLink>
          </p>
          <h2 className="mt-0.5 flex flex-wrap items-center gap-3 font-semibold text-xl">
            {number ? t("quote.title", { number }) : t("quote.draftTitle")}
            <QuoteStateChip state={quote.state} />
          </h2>
          <UndeliveredNote undelivered={quote.staffOnly?.undelivered ?? null} />
        </div>
        <div className="flex flex-wrap gap-2">
          <PdfLink href={`/t/${tenant.slug}/quotes/${quote.id}/pdf`} />
          <QuoteButtons
            quote={quote}
            today={dayOf(ctx.now, tenant.timeZone)}
            actions={bindTenant(actions, tenant.slug)}
          />
        </div>
      </div>
      {quote.obstacle && <ObstacleBanner obstacle={quote.obstacle} slug={tenant.slug} />}
      {quote.replacedBy && quote.replacedBy.number === null && (
        <Banner
          title={t("quote.revisionBegun")}
          action={
            <LinkButton size="sm" href={`${base}/${quote.replacedBy.id}`}>
              {t("quote.open")}
            </LinkButton>
          }
        />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] print:block">
        <QuoteDocumentView document={quoteTextOf(quote.document)} />
        <div className="grid gap-5 print:hidden">
          <QuoteDetails quote={quote} />
          <RevisionsCard quote={quote} base={base} />
          <QuoteHistory quote={quote} base={base} />
        </div>
      </div>
    </div>
  );
}
