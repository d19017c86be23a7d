import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { typedDiscount } from "@/components/catalog/pricing/typed-discount";
import { QuoteEditor } from "@/components/console/quotes/editor/quote-editor";
import { negotiationOf } from "@/components/license/negotiation/negotiation";
import { orNotFound } from "@/lib/auth/guard";
import { type PricesOnSale, pricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { startQuote } from "@/lib/features/console/quotes/record/start-quote";
import { saveQuoteDraft } from "../../actions";
import { openQuote, type QuoteParams } from "../open-quote";

export async function generateMetadata({ params }: { params: QuoteParams }): Promise<Metadata> {
  const { tenant, quote } = await params;
  await openQuote(tenant, quote);
  return { title: (await getTranslations("quotes.editor"))("titleEdit") };
}

/** Edits a draft. A quote that was sent is revised instead. */
export default async function EditQuotePage({ params }: { params: QuoteParams }) {
  const { tenant: reference, quote: quoteId } = await params;
  const { ctx, tenant, quote } = await openQuote(reference, quoteId);
  const { staffOnly, document } = quote;
  if (quote.state !== "draft" || !quote.may.manage || !staffOnly) notFound();
  const [t, prices, { use }] = await Promise.all([
    getTranslations("quotes.editor"),
    pricesOnSale(ctx, {}).then(orNotFound),
    startQuote(ctx, tenant.id, {}).then(orNotFound),
  ]);
  const { quantities, discount, taxKeys } = staffOnly.content;
  return (
    <>
      <h2 className="mb-4 font-semibold text-xl">{t("titleEdit")}</h2>
      <QuoteEditor
        tenant={tenant}
        prices={withHeldVersion(prices, staffOnly)}
        saved={{ quoteId: quote.id, revision: quote.revision }}
        obstacle={quote.obstacle}
        use={use}
        save={saveQuoteDraft.bind(null, tenant.slug)}
        start={{
          plan: { key: staffOnly.planKey, version: staffOnly.planVersion },
          interval: document.interval,
          quantities,
          discount: typedDiscount(discount),
          discountName: discount?.name ?? null,
          taxKeys,
          ...negotiationOf(staffOnly.definition, staffOnly.negotiated),
          subject: document.subject,
          language: document.language,
          ...document.period,
          invoicedBy: document.invoicing.by,
          dueDays: String(document.invoicing.dueDays),
          validUntil: document.validUntil,
          terms: document.terms,
        }}
      />
    </>
  );
}

/** A draft keeps the version that it was begun with, on sale or not. */
function withHeldVersion(prices: PricesOnSale, staffOnly: NonNullable<QuoteView["staffOnly"]>): PricesOnSale {
  const held = {
    planKey: staffOnly.planKey,
    version: staffOnly.planVersion,
    definition: staffOnly.definition,
  };
  return { ...prices, plans: [held, ...prices.plans.filter(({ planKey }) => planKey !== held.planKey)] };
}
