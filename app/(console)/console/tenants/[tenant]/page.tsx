import { Eye, Gauge } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { TenantFacts } from "@/components/console/tenant-facts";
import { TenantPayments } from "@/components/console/tenant-payments";
import { Attention } from "@/components/overview/attention";
import { LicenseStateChip, LicenseSummary } from "@/components/overview/license-summary";
import { mauMonths } from "@/components/overview/mau-months";
import { MonthBars } from "@/components/patterns/month-bars";
import { Stat } from "@/components/patterns/stat";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound, requireTenant } from "@/lib/auth/guard";
import { readTimeline } from "@/lib/features/audit/timeline";
import { planNames } from "@/lib/features/catalog/plan-names";
import { billingDashboard } from "@/lib/features/dashboard/billing-dashboard";
import { readTenant } from "@/lib/features/tenants/read";
import { formatMonth } from "@/lib/i18n/format";
import { openConsole } from "../../open-console";

type Params = Promise<{ tenant: string }>;

const shownEntries = 50;

const openTenant = cache(async (reference: string) => {
  const { ctx } = await openConsole();
  const { tenantId } = await requireTenant(reference);
  return { ctx, tenant: orNotFound(await readTenant(ctx, tenantId, {})) };
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: tenant.name };
}

/** What staff know of a tenant: how it stands, how it pays, and what happened to it. */
export default async function ConsoleTenantPage({ params }: { params: Params }) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const [t, words, usageWords, locale, dashboard, entries, plans] = await Promise.all([
    getTranslations("console"),
    getTranslations("overview"),
    getTranslations("usage"),
    getLocale(),
    billingDashboard(ctx, tenant.id, {}).then(orNotFound),
    readTimeline(ctx, tenant.id, { limit: shownEntries }).then(orNotFound),
    planNames(),
  ]);
  const { license, mau } = dashboard;
  return (
    <>
      <PageHeader
        title={tenant.name}
        above={<TextLink href="/console">{t("backToTenants")}</TextLink>}
        actions={
          <>
            <LinkButton href={`/t/${tenant.slug}/usage`} icon={<Gauge aria-hidden="true" />}>
              {usageWords("title")}
            </LinkButton>
            <LinkButton href={`/t/${tenant.slug}/billing`} icon={<Eye aria-hidden="true" />}>
              {t("tenant.see")}
            </LinkButton>
          </>
        }
      />
      <div className="grid gap-5 lg:grid-cols-2">
        <div className="empty:hidden lg:col-span-2">
          <Attention dashboard={dashboard} />
        </div>
        <Card
          title={t("tenant.license")}
          emphasis="lead"
          actions={<LicenseStateChip state={license.state} />}
        >
          <LicenseSummary license={license} reservation={dashboard.reservation} timeZone={tenant.timeZone} />
          <Stat
            className="mt-6"
            label={words("mau", { month: formatMonth(mau.month, locale) })}
            value={mau.users}
            maximum={mau.maximum}
            note={mau.maximum === null ? words("noMaximum") : undefined}
          />
        </Card>
        <Card title={t("tenant.mauHistory")}>
          <MonthBars label={words("months")} months={mauMonths(mau)} />
        </Card>
        <TenantPayments dashboard={dashboard} />
        <TenantFacts tenant={tenant} />
        <Card
          title={t("tenant.timeline")}
          description={t("tenant.timelineLead", { count: shownEntries })}
          className="lg:col-span-2"
        >
          <ActivityTimeline
            entries={entries}
            reading={{ plans, timeZone: tenant.timeZone, currency: tenant.currency, locale }}
          />
        </Card>
      </div>
    </>
  );
}
