import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type LinkParams, linkQuery } from "@/components/catalog/pricing/link-query";
import { StaffEstimator } from "@/components/console/quotes/staff-estimator";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { pricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import { openConsole } from "../open-console";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("pricing.page"))("title") };
}

/** Where sales make an estimate: everything on sale, with a discount and taxes of their choice. */
export default async function PricesPage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  const { ctx } = await openConsole();
  const [t, prices, params] = await Promise.all([
    getTranslations("pricing.page"),
    pricesOnSale(ctx, {}).then(orNotFound),
    searchParams,
  ]);
  // Those who bring in tenants quote to them. Each action checks for which tenants.
  const mayQuote = may(rolesOf(ctx.actor, null), "tenant.create");
  return (
    <>
      <PageHeader title={t("title")} lead={t("leadStaff")} />
      <StaffEstimator prices={prices} query={linkQuery(params).toString()} mayQuote={mayQuote} />
    </>
  );
}
