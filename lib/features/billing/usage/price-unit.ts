import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import { projected } from "@/lib/domain/metering/projection";
import { isDecimal } from "@/lib/domain/money/decimal";
import type { HeldPlan } from "@/lib/features/license/holding/held-plan";
import type { TenantMonth } from "@/lib/features/license/usage-charges/rate-tenant-month";
import { billedPrices, freeAllowances, type UsagePrice } from "./prices-of-usage";
import type { Elapsed, projectMonth } from "./project-month";

/** What a month would come to if it went on like this; of a month that is billed in part, on these days. */
export type Projection = { count: string; amountMinor: string | null };

/** Why nothing is projected: the month is too young, or the days to come do not follow from those that were. */
export type NoProjection = "too_early" | "max" | "unique" | "last";

/** What a month is priced by. */
export type Pricing = {
  toRate: TenantMonth;
  projection: ReturnType<typeof projectMonth>;
  /** A plan that is not charged, and holds last in the month. */
  free: HeldPlan | null;
};

/** The rows of one meter: what is billed for it, and what a plan that is not charged includes. */
export const pricesOf = (
  { toRate, projection, free }: Pricing,
  meter: string,
  count: string,
): UsagePrice[] => [
  ...billedPrices(toRate, projection, meter),
  ...(free ? freeAllowances(free, meter, count) : []),
];

/** Only what adds up through the month is projected: a peak or a newest value says nothing about the days to come. */
export function projectionOf(
  { projection }: Pricing,
  prices: readonly UsagePrice[],
  { aggregation, unitName }: { aggregation: Aggregation; unitName: string },
  { count, elapsedMs, lengthMs }: Elapsed & { count: string },
): Projection | null {
  if ((aggregation !== "sum" && aggregation !== "count") || !isDecimal(count)) return null;
  const amounts = prices.flatMap(({ projectedMinor }) => projectedMinor ?? []);
  if (amounts.length === 0) {
    const expected = projected(count, elapsedMs, lengthMs);
    return expected === null ? null : { count: expected, amountMinor: null };
  }
  const amountMinor = String(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
  const expected = projection?.projected[unitName];
  return expected === undefined ? null : { count: expected, amountMinor };
}

export function whyNone(aggregation: Aggregation, count: string): NoProjection | null {
  if (aggregation !== "sum" && aggregation !== "count") return aggregation;
  return isDecimal(count) && count !== "0" && !count.startsWith("-") ? "too_early" : null;
}
