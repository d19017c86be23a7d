import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmbeddingCard } from "@/components/console/embedding/embedding-card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { readEmbeddingSettings } from "@/lib/features/people/dashboard-sessions/embedding-settings";
import { openConsole } from "../../open-console";
import { saveEmbeddingSettings } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("embedding"))("title") };
}

/** Which sites show billing pages, and in which colour. SaaS admins change it, the others look on. */
export default async function EmbeddingPage() {
  const { ctx } = await openConsole();
  const [t, settings] = await Promise.all([
    getTranslations("embedding"),
    readEmbeddingSettings(ctx, {}).then(orNotFound),
  ]);
  const mayEdit = may(rolesOf(ctx.actor, null), "embedding.edit");
  return (
    <>
      <PageHeader title={t("title")} lead={mayEdit ? t("lead") : `${t("lead")} ${t("onlyAdmins")}`} />
      <EmbeddingCard settings={settings} save={mayEdit ? saveEmbeddingSettings : null} />
    </>
  );
}
