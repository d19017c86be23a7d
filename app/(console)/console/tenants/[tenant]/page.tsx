import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OpenDisputes } from "@/components/billing/disputes/open-disputes";
import { Attention } from "@/components/billing/overview/attention";
import { LicenseSummary } from "@/components/billing/overview/license-summary";
import { mauMonths } from "@/components/billing/overview/mau-months";
import { TenantFacts } from "@/components/console/tenant-facts";
import { TenantPayments } from "@/components/console/tenant-payments";
import { TenantRep } from "@/components/console/tenant-rep";
import { ScheduledBanner } from "@/components/license/contracts/scheduled-banner";
import { LicenseStandingChip } from "@/components/license/license-standing-chip";
import { MonthBars } from "@/components/patterns/month-bars";
import { Stat } from "@/components/patterns/stat";
import { Card } from "@/components/ui/card";
import { orNotFound } from "@/lib/auth/guard";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { openDisputes } from "@/lib/features/billing/disputes/open-disputes";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { readTenantRep } from "@/lib/features/people/tenants/sales-reps";
import { formatMonth } from "@/lib/i18n/format";
import { assignRep } from "../actions";
import { PaymentAccount } from "./_components/payment-account";
import { openTenant } from "./open-tenant";

type Params = Promise<{ tenant: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: tenant.name };
}

/** How a tenant stands and how it pays. */
export default async function ConsoleTenantPage({ params }: { params: Params }) {
  const { ctx, person, tenant } = await openTenant((await params).tenant);
  const [t, words, locale, dashboard, rep, disputes, contracts] = await Promise.all([
    getTranslations("console"),
    getTranslations("overview"),
    getLocale(),
    billingDashboard(ctx, tenant.id, {}).then(orNotFound),
    readTenantRep(ctx, { tenantId: tenant.id }).then(orNotFound),
    openDisputes(ctx, tenant.id, {}).then(orNotFound),
    readContracts(ctx, tenant.id, {}).then(orNotFound),
  ]);
  const { license, standing, mau } = dashboard;
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <div className="empty:hidden lg:col-span-2">
        <Attention dashboard={dashboard} />
      </div>
      <div className="grid gap-5 empty:hidden lg:col-span-2">
        <ScheduledBanner contracts={contracts} cancel={null} />
        <OpenDisputes disputes={disputes} timeZone={tenant.timeZone} />
      </div>
      <Card title={t("tenant.license")} emphasis="lead" actions={<LicenseStandingChip standing={standing} />}>
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
        <MonthBars label={words("months")} months={mauMonths(mau)} maximum={mau.maximum} />
      </Card>
      <div className="grid content-start gap-5">
        <PaymentAccount slug={tenant.slug} />
        <TenantPayments dashboard={dashboard} slug={tenant.slug} />
      </div>
      <TenantFacts
        tenant={tenant}
        rep={<TenantRep {...rep} ownId={person.id} assign={assignRep.bind(null, tenant.slug)} />}
      />
    </div>
  );
}
