import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type LinkParams, linkQuery } from "@/components/catalog/pricing/link-query";
import { TenantEstimator } from "@/components/catalog/pricing/tenant-estimator";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { tenantPrices } from "@/lib/features/billing/dashboard/tenant-prices";
import { openTenant, type TenantParams } from "../open-tenant";

type Props = { params: TenantParams; searchParams: Promise<LinkParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing.page"))("title") };
}

/** What every plan costs at what the tenant uses now, or at what a link says. */
export default async function PricesPage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const [t, prices, query] = await Promise.all([
    getTranslations("pricing.page"),
    tenantPrices(ctx, tenant.id, {}).then(orNotFound),
    searchParams,
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <TenantEstimator
        prices={prices}
        query={linkQuery(query).toString()}
        plansHref={`/t/${tenant.slug}/billing/plans`}
      />
    </>
  );
}
