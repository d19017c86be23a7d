import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { bindTenant } from "@/app/_components/bind-tenant";
import { TenantSettingsCards } from "@/components/console/tenants/tenant-settings-cards";
import { orNotFound } from "@/lib/auth/guard";
import { previewSalesModel } from "@/lib/features/console/sales-model/change-sales-model";
import { readTenantSettings } from "@/lib/features/people/tenants/read-tenant-settings";
import { openTenant } from "../open-tenant";
import * as actions from "./actions";

type Params = Promise<{ tenant: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: `${(await getTranslations("console.tabs"))("settings")} · ${tenant.name}` };
}

/** What staff set for a tenant. Support and other reps look on. */
export default async function ConsoleTenantSettingsPage({ params }: { params: Params }) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const settings = orNotFound(await readTenantSettings(ctx, tenant.id, {}));
  const preview = settings.mayChangeSalesModel
    ? orNotFound(await previewSalesModel(ctx, tenant.id, {}))
    : null;
  return (
    <TenantSettingsCards
      tenant={tenant}
      settings={settings}
      preview={preview}
      actions={bindTenant(actions, tenant.slug)}
    />
  );
}
