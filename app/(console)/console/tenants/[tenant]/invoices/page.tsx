import type { Metadata } from "next";
import { DoneInStripe } from "@/components/billing/invoices/done-in-stripe";
import { InvoiceCard } from "@/components/billing/invoices/invoice-card";
import { UpcomingCard } from "@/components/upcoming/upcoming-card";
import { orNotFound } from "@/lib/auth/guard";
import { listTenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { readUpcomingInvoices } from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { openTenant } from "../open-tenant";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: tenant.name };
}

/** What the tenant will be charged next, its invoices, and what is done to them in Stripe's dashboard. */
export default async function ConsoleTenantInvoicesPage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const { after, before } = await searchParams;
  const cursor = { after: [after].flat()[0], before: [before].flat()[0] };
  const [upcoming, list] = await Promise.all([
    readUpcomingInvoices(ctx, tenant.id, {}).then(orNotFound),
    listTenantInvoices(ctx, tenant.id, cursor).then(orNotFound),
  ]);
  return (
    <div className="grid gap-5">
      <UpcomingCard upcoming={upcoming} />
      <InvoiceCard list={list} timeZone={tenant.timeZone} href={`/console/tenants/${tenant.slug}/invoices`} />
      <DoneInStripe list={list} />
    </div>
  );
}
