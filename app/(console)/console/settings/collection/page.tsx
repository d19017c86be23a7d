import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CollectionCard } from "@/components/console/collection/collection-card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { readCollectionSettings } from "@/lib/features/license/collection/collection-settings";
import { openConsole } from "../../open-console";
import { saveCollectionSettings } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("collection"))("title") };
}

/** How unpaid invoices are collected. SaaS admins change it, the others look on. */
export default async function CollectionPage() {
  const { ctx } = await openConsole();
  const [t, settings] = await Promise.all([
    getTranslations("collection"),
    readCollectionSettings(ctx, {}).then(orNotFound),
  ]);
  const mayEdit = may(rolesOf(ctx.actor, null), "catalog.edit");
  return (
    <>
      <PageHeader title={t("title")} lead={mayEdit ? t("lead") : `${t("lead")} ${t("onlyAdmins")}`} />
      <CollectionCard settings={settings} save={mayEdit ? saveCollectionSettings : null} />
    </>
  );
}
