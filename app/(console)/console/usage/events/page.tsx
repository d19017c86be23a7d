import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { UsageTabs } from "@/components/usage/usage-tabs";
import { orNotFound } from "@/lib/auth/guard";
import { searchEvents } from "@/lib/features/console/usage-events/search-events";
import { openUsage } from "../open-usage";
import { EventsScreen } from "./_components/events-screen";
import { TestEventSheet } from "./_components/test-event-sheet";
import { readEventQuery } from "./event-query";

export async function generateMetadata(): Promise<Metadata> {
  await openUsage();
  return { title: (await getTranslations("usage.events"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Single events of all tenants, for staff. What is looked for stands in the address. */
export default async function EventsPage({ searchParams }: Props) {
  const { ctx, maySend } = await openUsage();
  const asked = await searchParams;
  const query = readEventQuery((name) => [asked[name]].flat()[0]);
  const [t, page] = await Promise.all([
    getTranslations("usage.events"),
    searchEvents(ctx, query.search).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={maySend && <TestEventSheet />} />
      <UsageTabs />
      <EventsScreen page={page} query={query} />
    </>
  );
}
