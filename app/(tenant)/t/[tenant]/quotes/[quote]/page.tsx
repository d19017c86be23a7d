import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { bindTenant } from "@/app/_components/bind-tenant";
import { AnswerCard } from "@/components/console/quotes/answer-card";
import { PdfLink } from "@/components/console/quotes/pdf-link";
import { QuoteDocumentView } from "@/components/console/quotes/quote-document-view";
import { RevisionsCard } from "@/components/console/quotes/revisions-card";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { dayOf } from "@/lib/domain/time/calendar";
import { quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import * as actions from "../actions";
import { openQuote, type QuoteParams } from "./open-quote";

export async function generateMetadata({ params }: { params: QuoteParams }): Promise<Metadata> {
  const { tenant, quote } = await params;
  const { document } = (await openQuote(tenant, quote)).quote;
  return { title: (await getTranslations("quotes.quote"))("title", { number: document.number ?? "" }) };
}

/** A quote for those who answer it: the document, and beside it what accepting does. */
export default async function QuotePage({ params }: { params: QuoteParams }) {
  const { tenant: reference, quote: quoteId } = await params;
  const { ctx, tenant, quote } = await openQuote(reference, quoteId);
  const { number } = quote.document;
  if (number === null) notFound();
  const t = await getTranslations("quotes.quote");
  const base = `/t/${tenant.slug}/quotes`;
  return (
    <>
      <PageHeader
        above={<TextLink href={base}>{t("back")}</TextLink>}
        title={t("title", { number })}
        lead={quote.document.subject}
        actions={<PdfLink href={`${base}/${quote.id}/pdf`} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,21rem)] print:block">
        <QuoteDocumentView document={quoteTextOf(quote.document)} />
        <div className="grid gap-5 max-lg:order-first lg:sticky lg:top-20 print:hidden">
          <AnswerCard
            quote={quote}
            today={dayOf(ctx.now, tenant.timeZone)}
            actions={bindTenant(actions, tenant.slug)}
          />
          <RevisionsCard quote={quote} base={base} />
        </div>
      </div>
    </>
  );
}
