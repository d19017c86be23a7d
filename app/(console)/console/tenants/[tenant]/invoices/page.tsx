import type { Metadata } from "next";
import { bindTenant } from "@/app/_components/bind-tenant";
import { DoneInStripe } from "@/components/billing/invoices/done-in-stripe";
import { InvoiceCard } from "@/components/billing/invoices/invoice-card";
import { LedgerCard } from "@/components/billing/ledger/ledger-card";
import { StatementsNotice } from "@/components/console/statements/statements-notice";
import { OnDemandCard } from "@/components/license/on-demand/on-demand-card";
import { ComingHoldNotice } from "@/components/upcoming/coming-hold-notice";
import { UpcomingCard } from "@/components/upcoming/upcoming-card";
import { orNotFound } from "@/lib/auth/guard";
import { readComingHold } from "@/lib/features/billing/close/hold-coming";
import { listTenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { readStatements } from "@/lib/features/billing/statements/read-statements";
import { readUpcomingInvoices } from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { listOnDemand } from "@/lib/features/license/on-demand/list-on-demand";
import { readOnDemandChoices } from "@/lib/features/license/on-demand/on-demand-choices";
import { openTenant } from "../open-tenant";
import * as actions from "./actions";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: tenant.name };
}

/** What the tenant will be charged next, its invoices, what is charged beside its plan, and what is done in Stripe's dashboard. */
export default async function ConsoleTenantInvoicesPage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const page = Number([(await searchParams).page].flat()[0] ?? 1);
  const [upcoming, list, charges, ledger, choices, coming, { statements }] = await Promise.all([
    readUpcomingInvoices(ctx, tenant.id, {}).then(orNotFound),
    listTenantInvoices(ctx, tenant.id, { page }).then(orNotFound),
    listOnDemand(ctx, tenant.id, {}).then(orNotFound),
    readTenantLedger(ctx, tenant.id, {}).then(orNotFound),
    readOnDemandChoices(ctx, tenant.id, {}),
    readComingHold(ctx, tenant.id, {}),
    readStatements(ctx, tenant.id, {}).then(orNotFound),
  ]);
  const bound = bindTenant(actions, tenant.slug);
  const href = `/console/tenants/${tenant.slug}/invoices`;
  return (
    <div className="grid gap-5">
      <UpcomingCard upcoming={upcoming}>
        {coming.ok && <ComingHoldNotice coming={coming.value} timeZone={tenant.timeZone} actions={bound} />}
      </UpcomingCard>
      {statements.length > 0 && <StatementsNotice statements={statements} href={`${href}/statements`} />}
      <InvoiceCard list={list} timeZone={tenant.timeZone} slug={tenant.slug} href={href} />
      <LedgerCard entries={ledger} />
      <OnDemandCard
        charges={charges}
        timeZone={tenant.timeZone}
        choices={choices.ok ? choices.value : null}
        actions={bound}
      />
      <DoneInStripe list={list} />
    </div>
  );
}
