import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { Card } from "@/components/ui/card";
import { orNotFound } from "@/lib/auth/guard";
import { readTimeline } from "@/lib/features/audit/timeline";
import { planNames } from "@/lib/features/catalog/plan-names";
import { openTenant } from "../open-tenant";

type Params = Promise<{ tenant: string }>;

const shownEntries = 50;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: tenant.name };
}

/** What happened to a tenant: who did what, before → after. */
export default async function ConsoleTenantActivityPage({ params }: { params: Params }) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const [t, locale, entries, plans] = await Promise.all([
    getTranslations("console.tenant"),
    getLocale(),
    readTimeline(ctx, tenant.id, { limit: shownEntries }).then(orNotFound),
    planNames(),
  ]);
  return (
    <Card title={t("timeline")} description={t("timelineLead", { count: shownEntries })}>
      <ActivityTimeline
        entries={entries}
        reading={{ plans, timeZone: tenant.timeZone, currency: tenant.currency, locale }}
      />
    </Card>
  );
}
