import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { UsageTabs } from "@/components/usage/usage-tabs";
import { orNotFound } from "@/lib/auth/guard";
import { readIngestHealth } from "@/lib/features/console/ingest-health/ingest-health";
import { StripeAway } from "../_components/stripe-away";
import { HealthScreen } from "./_components/health-screen";
import { openUsage } from "./open-usage";

export async function generateMetadata(): Promise<Metadata> {
  await openUsage();
  return { title: (await getTranslations("usage.health"))("title") };
}

/** How events arrive, for staff; the browser then reads it again in its own zone. */
export default async function IngestHealthPage() {
  const { ctx } = await openUsage();
  const [t, messages, initial] = await Promise.all([
    getTranslations("usage.health"),
    getTranslations("messages"),
    readIngestHealth(ctx, {}).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={<LinkButton href="/console/messages">{messages("link")}</LinkButton>}
      />
      <StripeAway />
      <UsageTabs />
      <HealthScreen initial={initial} />
    </>
  );
}
