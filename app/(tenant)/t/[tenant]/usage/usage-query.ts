import type { usageOverview } from "@/lib/features/billing/usage/usage-overview";

/** The part of the page's state that its address keeps, as do the addresses of its JSON and its files. */
export type UsageQuery = Parameters<typeof usageOverview>[2];

/** Reads it from an address, which anybody can type. Values that are not valid are left out. */
export function readUsageQuery(value: (name: string) => string | undefined): UsageQuery {
  const month = value("month");
  return {
    ...(month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    months: value("months") === "24" ? 24 : 12,
  };
}

/** `?month=2026-10&months=24`, without what is the default. */
export function writeUsageQuery({ month, months }: UsageQuery, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...more,
    ...(month ? { month } : {}),
    ...(months === 24 ? { months: "24" } : {}),
  });
  return query.size > 0 ? `?${query}` : "";
}
