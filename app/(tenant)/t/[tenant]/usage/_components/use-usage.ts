"use client";

import { useQuery } from "@tanstack/react-query";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { Closed } from "../../billing/_components/use-dashboard";
import { type UsageQuery, writeUsageQuery } from "../usage-query";

/** How often an open page is read again. Hidden pages are not read. */
const everyMs = 3_000;

export type LiveUsage = {
  usage: UsageOverview;
  closed: "signed_out" | "gone" | null;
  /** Since when what is shown could not be read again; browser time, null while all is well. */
  notUpdatedSince: number | null;
};

/** The usage as the server rendered it, kept up to date while the page is visible. */
export function useUsage(slug: string, query: UsageQuery, initial: UsageOverview): LiveUsage {
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ["usage", slug, writeUsageQuery(query)],
    queryFn: ({ signal }) => read(slug, query, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (state.error instanceof Closed ? false : everyMs),
    refetchOnMount: "always",
    retry: false,
  });
  const closed = error instanceof Closed ? (error.status === 401 ? "signed_out" : "gone") : null;
  return { usage: data, closed, notUpdatedSince: error && !closed ? dataUpdatedAt : null };
}

async function read(slug: string, query: UsageQuery, signal: AbortSignal): Promise<UsageOverview> {
  const response = await fetch(`/t/${slug}/usage/state${writeUsageQuery(query)}`, { signal });
  if ([401, 403, 404].includes(response.status)) throw new Closed(response.status);
  if (!response.ok) throw new Error(`the usage answered ${response.status}`);
  return response.json();
}
