import { z } from "zod";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import { type LocalizedText, limitsOf } from "@/lib/domain/catalog/plan";
import { type Day, daysOf, isMonth, rangeOfMonth } from "@/lib/domain/metering/period";
import { projected } from "@/lib/domain/metering/projection";
import { isDecimal } from "@/lib/domain/money/decimal";
import { dayOf, type Month, monthOf, monthsEndingAt, monthWindow } from "@/lib/domain/time/calendar";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type HeldPlan, type Pricing, planOfMonth } from "@/lib/features/license/holding/held-plan";
import { mauByMonth } from "@/lib/features/usage/mau/queries";
import { countedUnits, countRows } from "@/lib/features/usage/metering/units/queries";
import { monthRows, newestOfUnits, recordedUnits, usersByDay } from "./overview-queries";
import { pricesOf, type UsagePrice } from "./prices-of-usage";

/** How far back a month can be chosen, the current one among them. */
const mostMonths = 24;

/** What a month would come to if it went on like this; the amount null where nothing is priced. */
export type Projection = { count: string; amountMinor: string | null };

/** Why nothing is projected: the month is too young, or the days to come do not follow from those that were. */
export type NoProjection = "too_early" | "max" | "unique" | "last";

/** One meter unit in the chosen month. Counts are exact decimals in recorded units, as the API tells them. */
export type UnitUsage = {
  unitName: string;
  displayName: LocalizedText;
  unitLabel: LocalizedText;
  aggregation: Aggregation;
  count: string;
  /** Every day of the month, those to come left out. */
  days: { day: Day; count: string }[];
  /** Oldest first, up to the current month. */
  months: { month: Month; count: string }[];
  /** When the newest event that counts in the chosen month happened: an instant, or only its day where no more is kept. */
  newest: string | null;
  /** As the plan that decides the chosen month prices it. */
  prices: UsagePrice[];
  /** Of the running month only, as its absence is. */
  projection: Projection | null;
  noProjection: NoProjection | null;
};

export type MauUsage = {
  users: number;
  /** Different users of each day; they do not add up to the month's, as who comes twice counts once there. */
  days: { day: Day; users: number }[];
  months: { month: Month; users: number }[];
  /** Of the plan that decides the chosen month; null: no limit. */
  maximum: number | null;
  prices: UsagePrice[];
};

/** All that the usage page shows, as plain JSON: the page renders it first and reads it again while it is open. */
export type UsageOverview = {
  tenant: { slug: string; name: string; timeZone: string };
  /** What prices the chosen month; null where the tenant held nothing then. */
  plan: HeldPlan | null;
  /** The chosen month, in the tenant's zone, and the one that is running. */
  month: Month;
  thisMonth: Month;
  /** Units that have recorded something or that the plan prices. */
  units: UnitUsage[];
  mau: MauUsage;
  readAt: string;
};

/** What a tenant uses in a month, by unit, day and month, with what the license includes and what the rest costs so far. */
export const usageOverview = useCase(tenant("usage.view"), {
  input: z.strictObject({
    month: z
      .string()
      .refine(isMonth, { params: { rule: "not_a_month" } })
      .optional(),
    months: z.union([z.literal(12), z.literal(24)]).default(12),
  }),
  async read({ ctx, input, tx, tenantId, standing }): Promise<UsageOverview> {
    const { slug, name, timeZone } = standing.tenant;
    const thisMonth = monthOf(ctx.now, timeZone);
    const choices = monthsEndingAt(thisMonth, mostMonths);
    const month = input.month && choices.includes(input.month) ? input.month : thisMonth;
    const months = monthsEndingAt(thisMonth, input.months);
    const isRunning = month === thisMonth;
    const { start, end } = monthWindow(month, timeZone);
    const held = await planOfMonth(tx, tenantId, { start, until: isRunning ? ctx.now : end, isRunning });
    const pricing = held?.pricing ?? null;

    const components = pricing?.definition.components ?? [];
    const priced = new Set(components.map((each) => (each.kind === "usage" ? each.meter : "")));
    const recorded = await recordedUnits(tx, tenantId);
    const units = (await countedUnits(tx)).filter(
      ({ uuid, unitName }) => recorded.has(uuid) || priced.has(unitName),
    );
    const range = rangeOfMonth(month);
    const counts = new Map(
      (await countRows(tx, tenantId, units, range, "range")).map((row) => [row.unitUuid, row.count]),
    );
    const byDay = new Map(
      (await countRows(tx, tenantId, units, range, "day")).map((row) => [
        `${row.unitUuid} ${row.day}`,
        row.count,
      ]),
    );
    const byMonth = await monthRows(tx, tenantId, units, months);
    const newest = await newestOfUnits(tx, tenantId, units, range);
    const today = lastDay(ctx.now, timeZone, range.to);
    const days = daysOf({ from: range.from, to: today });
    const elapsed = {
      elapsedMs: ctx.now.getTime() - start.getTime(),
      lengthMs: end.getTime() - start.getTime(),
    };
    return {
      tenant: { slug, name, timeZone },
      plan: held?.plan ?? null,
      month,
      thisMonth,
      units: units.map(({ uuid, ...unit }) => {
        const count = counts.get(uuid) ?? "0";
        const projection = isRunning ? projectionOf(pricing, unit, count, elapsed) : null;
        return {
          ...unit,
          count,
          days: days.map((day) => ({ day, count: byDay.get(`${uuid} ${day}`) ?? "0" })),
          months: months.map((each) => ({ month: each, count: byMonth.get(`${uuid} ${each}`) ?? "0" })),
          newest: newest.get(uuid) ?? null,
          prices: pricedBy(pricing, unit.unitName, count),
          projection,
          noProjection: isRunning && !projection ? whyNone(unit.aggregation, count) : null,
        };
      }),
      mau: await mauUsage(tx, tenantId, { month, months, days }, pricing),
      readAt: ctx.now.toISOString(),
    };
  },
});

const pricedBy = (pricing: Pricing | null, meter: string, count: string): UsagePrice[] =>
  pricing ? pricesOf(pricing, meter, count) : [];

/** Only what adds up through the month is projected: a peak or a newest value says nothing about the days to come. */
function projectionOf(
  pricing: Pricing | null,
  { aggregation, unitName }: { aggregation: Aggregation; unitName: string },
  count: string,
  { elapsedMs, lengthMs }: { elapsedMs: number; lengthMs: number },
): Projection | null {
  if ((aggregation !== "sum" && aggregation !== "count") || !isDecimal(count)) return null;
  const expected = projected(count, elapsedMs, lengthMs);
  if (expected === null) return null;
  const prices = pricedBy(pricing, unitName, expected);
  const amountMinor = prices.reduce((sum, price) => sum + BigInt(price.amountMinor), 0n);
  return { count: expected, amountMinor: prices.length > 0 ? String(amountMinor) : null };
}

function whyNone(aggregation: Aggregation, count: string): NoProjection | null {
  if (aggregation !== "sum" && aggregation !== "count") return aggregation;
  return isDecimal(count) && count !== "0" && !count.startsWith("-") ? "too_early" : null;
}

async function mauUsage(
  tx: Parameters<typeof mauByMonth>[0],
  tenantId: Parameters<typeof mauByMonth>[1],
  asked: { month: Month; months: Month[]; days: Day[] },
  pricing: Pricing | null,
): Promise<MauUsage> {
  const months = await mauByMonth(tx, tenantId, asked.months);
  const [chosen] = await mauByMonth(tx, tenantId, [asked.month]);
  const users = chosen?.users ?? 0;
  const byDay = await usersByDay(tx, tenantId, rangeOfMonth(asked.month));
  return {
    users,
    days: asked.days.map((day) => ({ day, users: byDay.get(day) ?? 0 })),
    months,
    maximum: pricing ? limitsOf(pricing.definition, pricing.seats).monthlyActiveUsers : null,
    prices: pricedBy(pricing, mauMeter, String(users)),
  };
}

/** Days to come are not told as zero. */
function lastDay(now: Date, timeZone: string, endOfMonth: Day): Day {
  const today = dayOf(now, timeZone);
  return today < endOfMonth ? today : endOfMonth;
}
