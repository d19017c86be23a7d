import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound, requireTenant } from "@/lib/auth/guard";
import { readUsageAlerts } from "@/lib/features/billing/alerts/read-usage-alerts";
import { usageOverview } from "@/lib/features/billing/usage/usage-overview";
import { UsageScreen } from "./_components/usage-screen";
import { setUsageAlerts } from "./actions";
import { readUsageQuery } from "./usage-query";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("usage"))("title") };
}

/** What a tenant uses, for its members and for staff. Month and number of months stand in the address. */
export default async function UsagePage({ params, searchParams }: Props) {
  const { tenant: slug } = await params;
  const { ctx, tenantId } = await requireTenant(slug);
  const asked = await searchParams;
  const query = readUsageQuery((name) => [asked[name]].flat()[0]);
  const [initial, alerts] = await Promise.all([
    usageOverview(ctx, tenantId, query).then(orNotFound),
    readUsageAlerts(ctx, tenantId, {}).then(orNotFound),
  ]);
  return (
    <UsageScreen
      slug={slug}
      query={query}
      initial={initial}
      alerts={alerts}
      setAlerts={setUsageAlerts.bind(null, slug)}
    />
  );
}
