import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChargeChain } from "@/components/console/troubleshooting/charge-chain";
import { EventChain } from "@/components/console/troubleshooting/event-chain";
import { ExplainForms } from "@/components/console/troubleshooting/explain-forms";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { UsageTabs } from "@/components/usage/usage-tabs";
import { orNotFound } from "@/lib/auth/guard";
import { explainCharge } from "@/lib/features/console/troubleshooting/explain-charge";
import { explainEvent } from "@/lib/features/console/troubleshooting/explain-event";
import type { Context } from "@/lib/features/foundation/context/context";
import { openUsage } from "../open-usage";

export async function generateMetadata(): Promise<Metadata> {
  await openUsage();
  return { title: (await getTranslations("troubleshooting"))("title") };
}

type Params = Record<string, string | string[] | undefined>;
type Asked = { tenant: string; event: string; charge: string };

/** What became of an event, or of a charge. What is asked stands in the address. */
export default async function ExplainPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { ctx } = await openUsage();
  const asked = askedIn(await searchParams);
  const t = await getTranslations("troubleshooting");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <UsageTabs />
      <div className="grid gap-5">
        <ExplainForms asked={asked} />
        <Explained ctx={ctx} asked={asked} />
      </div>
    </>
  );
}

function askedIn(params: Params): Asked {
  const text = (name: string) => ([params[name]].flat()[0] ?? "").trim().slice(0, 255);
  return { tenant: text("tenant"), event: text("event"), charge: text("charge").slice(0, 100) };
}

async function Explained({ ctx, asked }: { ctx: Context; asked: Asked }) {
  const t = await getTranslations("troubleshooting");
  const { tenant, event: eventId, charge } = asked;
  if (tenant && eventId)
    return <EventChain explained={await explainEvent(ctx, { tenant, eventId }).then(orNotFound)} />;
  const explained = charge ? await explainCharge(ctx, { charge }) : null;
  if (explained?.ok) return <ChargeChain explained={explained.value} />;
  return (
    <Card>
      <EmptyState icon={<SearchX />} title={explained ? t("charge.notFound") : t("nothing")}>
        {t("nothingHint")}
      </EmptyState>
    </Card>
  );
}
