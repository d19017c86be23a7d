import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Attention } from "@/components/billing/overview/attention";
import { LicenseSummary } from "@/components/billing/overview/license-summary";
import { mauMonths } from "@/components/billing/overview/mau-months";
import { ActivityTimeline } from "@/components/console/activity/activity-timeline";
import { LicenseStandingChip } from "@/components/license/license-standing-chip";
import { MonthBars } from "@/components/patterns/month-bars";
import { Stat } from "@/components/patterns/stat";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { type BillingDashboard, billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { namesInLog } from "@/lib/features/console/activity/names-in-log";
import { readTimeline } from "@/lib/features/console/activity/read-timeline";
import type { Context } from "@/lib/features/foundation/context/context";
import type { TenantView } from "@/lib/features/people/tenants/read-tenant";
import { formatMonth } from "@/lib/i18n/format";
import { openTenant, type TenantParams } from "./open-tenant";

export async function generateMetadata({ params }: { params: TenantParams }): Promise<Metadata> {
  await openTenant((await params).tenant);
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
        <div className="grid gap-5">
          <Card
            title={t("license")}
            emphasis="lead"
            actions={<LicenseStandingChip standing={dashboard.standing} />}
            footer={
              <LinkButton href={`${base}/billing`} variant="primary">
                {t("open")}
              </LinkButton>
            }
          >
            <LicenseSummary
              license={dashboard.license}
              reservation={dashboard.reservation}
              timeZone={tenant.timeZone}
            />
          </Card>
          <PayerCard payer={dashboard.paymentAdministrator} membersHref={`${base}/members`} />
        </div>
        <MauCard mau={dashboard.mau} />
        {tenant.may.seeTimeline && <Lately ctx={ctx} tenant={tenant} />}
      </div>
    </>
  );
}

async function PayerCard({
  payer,
  membersHref,
}: {
  payer: BillingDashboard["paymentAdministrator"];
  membersHref: string;
}) {
  const t = await getTranslations("overview");
  return (
    <Card title={t("paymentAdministrator")} actions={<TextLink href={membersHref}>{t("members")}</TextLink>}>
      <p className="font-medium">{payer.name}</p>
      <p className="text-ink-soft [overflow-wrap:anywhere]">{payer.email}</p>
      <p className="mt-2 text-ink-quiet text-sm">{t("paymentAdministratorNote")}</p>
    </Card>
  );
}

async function MauCard({ mau }: { mau: BillingDashboard["mau"] }) {
  const [t, locale] = await Promise.all([getTranslations("overview"), getLocale()]);
  return (
    <Card title={t("mau", { month: formatMonth(mau.month, locale) })}>
      <div className="grid gap-8">
        <Stat
          label={t("users")}
          value={mau.users}
          maximum={mau.maximum}
          note={mau.maximum === null ? t("noMaximum") : undefined}
        />
        <MonthBars label={t("months")} months={mauMonths(mau)} maximum={mau.maximum} />
      </div>
    </Card>
  );
}

async function Lately({ ctx, tenant }: { ctx: Context; tenant: TenantView }) {
  const [t, locale, { entries }, names] = await Promise.all([
    getTranslations("overview"),
    getLocale(),
    readTimeline(ctx, tenant.id, { limit: 12 }).then(orNotFound),
    namesInLog(tenant.id),
  ]);
  const { timeZone, currency } = tenant;
  return (
    <Card title={t("timeline")} className="lg:col-span-2">
      <ActivityTimeline entries={entries} reading={{ names, timeZone, currency, locale }} />
    </Card>
  );
}
