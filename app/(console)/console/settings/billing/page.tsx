import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BillingSettingsCard } from "@/components/console/billing-settings/billing-settings-card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { readBillingSettings } from "@/lib/features/catalog/billing-settings/billing-settings";
import { openConsole } from "../../open-console";
import { saveBillingSettings } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("billingSettings"))("title") };
}

/** When usage is billed. SaaS admins change it, the others look on. */
export default async function BillingSettingsPage() {
  const { ctx } = await openConsole();
  const [t, view] = await Promise.all([
    getTranslations("billingSettings"),
    readBillingSettings(ctx, {}).then(orNotFound),
  ]);
  const mayEdit = may(rolesOf(ctx.actor, null), "catalog.edit");
  return (
    <>
      <PageHeader title={t("title")} lead={mayEdit ? t("lead") : `${t("lead")} ${t("onlyAdmins")}`} />
      <BillingSettingsCard view={view} save={mayEdit ? saveBillingSettings : null} />
    </>
  );
}
