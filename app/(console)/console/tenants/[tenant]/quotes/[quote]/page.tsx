import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskButtons } from "@/components/quotes/desk/desk-buttons";
import { DeskDetails } from "@/components/quotes/desk/desk-details";
import { ObstacleBanner } from "@/components/quotes/obstacle-banner";
import { PaperView } from "@/components/quotes/paper-view";
import { PdfLink } from "@/components/quotes/pdf-link";
import { QuoteHistory } from "@/components/quotes/quote-history";
import { RevisionsCard } from "@/components/quotes/revisions-card";
import { QuoteStateChip } from "@/components/quotes/state-chip";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { dayOf } from "@/lib/domain/time/calendar";
import { quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import { acceptOnPaper, revise, send, withdraw } from "../actions";
import { openQuote, type QuoteParams } from "./open-quote";

export async function generateMetadata({ params }: { params: QuoteParams }): Promise<Metadata> {
  const { tenant, quote } = await params;
  const { quote: opened } = await openQuote(tenant, quote);
  const t = await getTranslations("quotes.quote");
  const { number } = opened.document;
  return { title: number ? t("title", { number }) : t("draftTitle") };
}

/** One quote for the desk: its paper, what can be done with it, its history. */
export default async function QuotePage({ params }: { params: QuoteParams }) {
  const { tenant: reference, quote: quoteId } = await params;
  const { ctx, tenant, quote } = await openQuote(reference, quoteId);
  const t = await getTranslations("quotes");
  const { number } = quote.document;
  const base = `/console/tenants/${tenant.slug}/quotes`;
  const acts = {
    send: send.bind(null, tenant.slug),
    revise: revise.bind(null, tenant.slug),
    withdraw: withdraw.bind(null, tenant.slug),
    acceptOnPaper: acceptOnPaper.bind(null, tenant.slug),
  };
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <p className="text-ink-quiet text-sm">
            <TextLink href={base}>{t("quote.back")}</TextLink>
          </p>
          <h2 className="mt-0.5 flex flex-wrap items-center gap-3 font-semibold text-xl">
            {number ? t("quote.title", { number }) : t("quote.draftTitle")}
            <QuoteStateChip state={quote.state} />
          </h2>
        </div>
        <div className="flex flex-wrap gap-2">
          <PdfLink href={`/t/${tenant.slug}/quotes/${quote.id}/pdf`} />
          <DeskButtons quote={quote} today={dayOf(ctx.now, tenant.timeZone)} acts={acts} />
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
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <PaperView paper={quoteTextOf(quote.document)} />
        <div className="grid gap-5">
          <DeskDetails quote={quote} />
          <RevisionsCard quote={quote} base={base} />
          <QuoteHistory quote={quote} base={base} />
        </div>
      </div>
    </div>
  );
}
