import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readEndedOrder } from "@/app/(tenant)/t/[tenant]/billing/_components/read-ended-order";
import { readTenantContract } from "@/app/(tenant)/t/[tenant]/billing/_components/read-tenant-contract";
import type { CameFrom } from "@/components/billing/notices";
import { orNotFound, requireTenant } from "@/lib/auth/guard";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { BillingScreen } from "./_components/billing-screen";

type Props = { params: Promise<{ tenant: string }>; searchParams: Promise<{ from?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("billing");
  return { title: t("title") };
}

export default async function BillingPage({ params, searchParams }: Props) {
  const { tenant: slug } = await params;
  const { ctx, tenantId } = await requireTenant(slug);
  const from = cameFrom((await searchParams).from);
  const initial = orNotFound(await billingDashboard(ctx, tenantId, {}));
  const ended = from && !initial.order ? await readEndedOrder(ctx, tenantId) : null;
  const contract = initial.tenant.salesModel === "sales_led" ? await readTenantContract(ctx, tenantId) : null;
  return <BillingScreen slug={slug} initial={initial} from={from} ended={ended} contract={contract} />;
}

function cameFrom(value: string | string[] | undefined): CameFrom {
  return value === "checkout" || value === "checkout-closed" ? value : null;
}
