import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readEstimateLink } from "@/components/catalog/pricing/estimate-link";
import { type LinkParams, linkQuery } from "@/components/catalog/pricing/link-query";
import { QuoteEditor } from "@/components/console/quotes/editor/quote-editor";
import { notNegotiated } from "@/components/license/negotiation/negotiation";
import { orNotFound } from "@/lib/auth/guard";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { lastDayOf } from "@/lib/domain/quote/quote";
import { pricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import { startQuote } from "@/lib/features/console/quotes/record/start-quote";
import { openTenant } from "../../open-tenant";
import { saveQuoteDraft } from "../actions";

type Props = { params: Promise<{ tenant: string }>; searchParams: Promise<LinkParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await openTenant((await params).tenant);
  return { title: (await getTranslations("quotes.editor"))("titleNew") };
}

/** A new quote begins with what the tenant holds, or with the estimate that the address carries. */
export default async function NewQuotePage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const [t, begin, prices, query] = await Promise.all([
    getTranslations("quotes.editor"),
    startQuote(ctx, tenant.id, {}).then(orNotFound),
    pricesOnSale(ctx, {}).then(orNotFound),
    searchParams,
  ]);
  const link = readEstimateLink(linkQuery(query));
  return (
    <>
      <h2 className="mb-4 font-semibold text-xl">{t("titleNew")}</h2>
      <QuoteEditor
        tenant={tenant}
        prices={prices}
        saved={null}
        obstacle={begin.obstacle}
        use={begin.use}
        save={saveQuoteDraft.bind(null, tenant.slug)}
        start={{
          plan: { key: link.planKey ?? begin.held?.planKey ?? "", version: 0 },
          interval: link.interval ?? begin.held?.interval ?? "month",
          quantities: link.quantities ?? {
            ...nothingUsed,
            ...(begin.held && { seats: begin.held.seats, addons: begin.held.addons }),
          },
          discount: link.discount,
          discountName: null,
          taxKeys: link.taxKeys.length > 0 ? link.taxKeys : begin.taxKeys,
          ...notNegotiated,
          subject: null,
          language: begin.tenant.language,
          startsOn: begin.startsOn,
          endsOn: lastDayOf(begin.startsOn, 12),
          atEnd: "renew",
          invoicedBy: "stripe_dashboard",
          dueDays: "30",
          validUntil: begin.validUntil,
          terms: "",
        }}
      />
    </>
  );
}
