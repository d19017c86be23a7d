import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { bindTenant } from "@/app/_components/bind-tenant";
import { LicenseSide } from "@/components/license/contracts/license-side";
import { orNotFound } from "@/lib/auth/guard";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { openTenant } from "../open-tenant";
import * as actions from "./actions";

type Params = Promise<{ tenant: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  const t = await getTranslations("contracts");
  return { title: t("pageTitle", { tenant: tenant.name }) };
}

/** What a tenant holds and by what contract; here its rep sets, changes and ends it. */
export default async function ConsoleLicensePage({ params }: { params: Params }) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const [contracts, dashboard] = await Promise.all([
    readContracts(ctx, tenant.id, {}).then(orNotFound),
    billingDashboard(ctx, tenant.id, {}).then(orNotFound),
  ]);
  return (
    <LicenseSide contracts={contracts} dashboard={dashboard} actions={bindTenant(actions, tenant.slug)} />
  );
}
