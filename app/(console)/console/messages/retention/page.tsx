import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessageTabs } from "@/components/console/messages/message-tabs";
import { RetentionCard } from "@/components/console/messages/retention-card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { readRetention } from "@/lib/features/console/messages/retention-settings";
import { openConsole } from "../../open-console";
import { saveRetention } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("messages"))("tabs.retention") };
}

/** How long it is kept what messages say. SaaS admins change it, the others look on. */
export default async function RetentionPage() {
  const { ctx } = await openConsole();
  const [t, retention] = await Promise.all([
    getTranslations("messages"),
    readRetention(ctx, {}).then(orNotFound),
  ]);
  const mayEdit = may(rolesOf(ctx.actor, null), "messages.settle");
  const lead = t("retention.lead");
  return (
    <>
      <PageHeader title={t("title")} lead={mayEdit ? lead : `${lead} ${t("retention.onlyAdmins")}`} />
      <MessageTabs />
      <RetentionCard retention={retention} save={mayEdit ? saveRetention : null} />
    </>
  );
}
