import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvoiceCard } from "@/components/billing/invoices/invoice-card";
import { LedgerCard } from "@/components/billing/ledger/ledger-card";
import { WaitingCharges } from "@/components/license/on-demand/waiting-charges";
import { PageHeader } from "@/components/ui/page-header";
import { UpcomingCard } from "@/components/upcoming/upcoming-card";
import { orNotFound } from "@/lib/auth/guard";
import { listTenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { readUpcomingInvoices } from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { listOnDemand } from "@/lib/features/license/on-demand/list-on-demand";
import { openTenant, type TenantParams } from "../open-tenant";

type Props = {
  params: TenantParams;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await openTenant((await params).tenant);
  return { title: (await getTranslations("invoices"))("title") };
}

/** What the tenant will be charged next, its invoices, to look at, to pay and to keep, and what waits for the next one. */
export default async function InvoicesPage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const page = Number([(await searchParams).page].flat()[0] ?? 1);
  const [t, upcoming, list, charges, ledger] = await Promise.all([
    getTranslations("invoices"),
    readUpcomingInvoices(ctx, tenant.id, {}).then(orNotFound),
    listTenantInvoices(ctx, tenant.id, { page }).then(orNotFound),
    listOnDemand(ctx, tenant.id, {}).then(orNotFound),
    readTenantLedger(ctx, tenant.id, {}).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("pageLead", { tenant: tenant.name })} />
      <div className="grid gap-5">
        <UpcomingCard upcoming={upcoming} />
        <WaitingCharges charges={charges} />
        <InvoiceCard
          list={list}
          timeZone={tenant.timeZone}
          slug={tenant.slug}
          href={`/t/${tenant.slug}/invoices`}
        />
        <LedgerCard entries={ledger} />
      </div>
    </>
  );
}
