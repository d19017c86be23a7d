import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { Attention } from "@/components/overview/attention";
import { LicenseStateChip, LicenseSummary } from "@/components/overview/license-summary";
import { MonthBars } from "@/components/patterns/month-bars";
import { Stat } from "@/components/patterns/stat";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { readTimeline } from "@/lib/features/audit/timeline";
import { planNames } from "@/lib/features/catalog/plan-names";
import { type BillingDashboard, billingDashboard } from "@/lib/features/dashboard/billing-dashboard";
import type { Context } from "@/lib/features/shared/context";
import type { TenantView } from "@/lib/features/tenants/read";
import { formatMonth } from "@/lib/i18n/format";
import { openTenant, type TenantParams } from "./open-tenant";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage({ params }: { params: TenantParams }) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const [t, dashboard] = await Promise.all([
    getTranslations("overview"),
    billingDashboard(ctx, tenant.id, {}).then(orNotFound),
  ]);
  const base = `/t/${tenant.slug}`;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { tenant: tenant.name })} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <div className="empty:hidden lg:col-span-2">
          <Attention dashboard={dashboard} billingHref={`${base}/billing`} />
        </div>
        <Card
          title={t("license")}
          emphasis="lead"
          actions={<LicenseStateChip state={dashboard.license.state} />}
          footer={
            <LinkButton href={`${base}/billing`} variant="primary">
              {t("open")}
            </LinkButton>
          }
        >
          <LicenseSummary license={dashboard.license} timeZone={tenant.timeZone} />
        </Card>
        <MauCard mau={dashboard.mau} />
        <Card
          title={t("paymentAdministrator")}
          description={t("paymentAdministratorNote")}
          className="lg:col-span-2"
          actions={<TextLink href={`${base}/members`}>{t("members")}</TextLink>}
        >
          <p className="font-medium">{dashboard.paymentAdministrator.name}</p>
          <p className="text-ink-soft [overflow-wrap:anywhere]">{dashboard.paymentAdministrator.email}</p>
        </Card>
        {tenant.may.seeTimeline && <Lately ctx={ctx} tenant={tenant} />}
      </div>
    </>
  );
}

async function MauCard({ mau }: { mau: BillingDashboard["mau"] }) {
  const [t, locale] = await Promise.all([getTranslations("overview"), getLocale()]);
  const months = mau.history.map(({ month, users }) => ({ month, value: users }));
  return (
    <Card title={t("mau", { month: formatMonth(mau.month, locale) })}>
      <div className="grid gap-6 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]">
        <Stat
          label={t("users")}
          value={mau.users}
          maximum={mau.maximum}
          note={mau.maximum === null ? t("noMaximum") : undefined}
        />
        <MonthBars label={t("months")} months={months} />
      </div>
    </Card>
  );
}

async function Lately({ ctx, tenant }: { ctx: Context; tenant: TenantView }) {
  const [t, locale, entries, plans] = await Promise.all([
    getTranslations("overview"),
    getLocale(),
    readTimeline(ctx, tenant.id, { limit: 12 }).then(orNotFound),
    planNames(),
  ]);
  const { timeZone, currency } = tenant;
  return (
    <Card title={t("timeline")} className="lg:col-span-2">
      <ActivityTimeline entries={entries} reading={{ plans, timeZone, currency, locale }} />
    </Card>
  );
}
