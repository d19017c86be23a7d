import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { TableParams } from "@/components/patterns/data-table/table-state";
import { openConsole } from "../../open-console";
import { MessagesScreen } from "../_components/messages-screen";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("messages"))("tabs.sent") };
}

/** What Choba told Stripe and people, and what became of it. */
export default async function SentPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  return <MessagesScreen direction="sent" params={await searchParams} />;
}
