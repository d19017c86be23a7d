import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LicenseSide } from "@/components/contracts/license-side";
import { orNotFound } from "@/lib/auth/guard";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { openTenant } from "../open-tenant";
import { cancelScheduled, endContract, previewContract, setContract } from "./actions";

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
  const { slug } = tenant;
  return (
    <LicenseSide
      contracts={contracts}
      dashboard={dashboard}
      acts={{
        preview: previewContract.bind(null, slug),
        set: setContract.bind(null, slug),
        cancelScheduled: cancelScheduled.bind(null, slug),
        end: endContract.bind(null, slug),
      }}
    />
  );
}
