import { z } from "zod";
import { mauMeter } from "@/lib/domain/catalog/component";
import { type LocalizedText, limitsOf } from "@/lib/domain/catalog/plan";
import { type Day, daysOf, isMonth, rangeOfMonth } from "@/lib/domain/metering/period";
import { dayOf, type Month, monthOf, monthsEndingAt, monthWindow } from "@/lib/domain/time/calendar";
import type { DaySpan } from "@/lib/domain/time/day-span";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type HeldPlan, planOfMonth } from "@/lib/features/license/holding/held-plan";
import { readMonthBill } from "@/lib/features/license/usage-charges/read-month-bill";
import { mauByMonth } from "@/lib/features/usage/mau/queries";
import { countedUnits, countRows } from "@/lib/features/usage/metering/units/queries";
import { billedDays, type HeldDays, heldDays, type MonthCost, monthCosts } from "./month-cost";
import { monthRows, newestOfUnits, recordedUnits, usersByDay } from "./overview-queries";
import { type Pricing, pricesOf, projectionOf, whyNone } from "./price-unit";
import { projectMonth } from "./project-month";
import type { MauUsage, UnitUsage } from "./unit-usage";

/** How far back a month can be chosen, the current one among them. */
const mostMonths = 24;

/** All that the usage page shows, as plain JSON: the page renders it first and reads it again while it is open. */
export type UsageOverview = {
  tenant: { slug: string; name: string; timeZone: string };
  /** What is held last in the chosen month; null where the tenant held nothing then. */
  plan: { name: LocalizedText; isCharged: boolean } | null;
  /** What is charged for in the month, with the days of each: more than one if it changed. */
  held: HeldDays[];
  /** The days that are billed, where they are not the whole month. */
  billedDays: DaySpan | null;
  /** What the month costs, for each currency. */
  costs: MonthCost[];
  /** True while it is too early to project the month. */
  isTooEarly: boolean;
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
    const plan = await planOfMonth(tx, tenantId, { until: isRunning ? ctx.now : end, isRunning });
    const bill = await readMonthBill(tx, tenantId, `${month}-01`, timeZone);
    const { toRate } = bill;
    const projection = isRunning ? projectMonth(toRate, timeZone, ctx.now) : null;
    const pricing: Pricing = { toRate, projection, free: plan?.interval === null ? plan : null };

    const priced = new Set(
      [...toRate.parts, ...(plan ? [plan] : [])].flatMap(({ definition }) =>
        definition.components.map((each) => (each.kind === "usage" ? each.meter : "")),
      ),
    );
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
      plan: plan && { name: plan.name, isCharged: plan.interval !== null },
      held: heldDays(toRate),
      billedDays: billedDays(toRate),
      costs: monthCosts(bill, projection),
      isTooEarly: isRunning && toRate.spans.length > 0 && projection === null,
      month,
      thisMonth,
      units: units.map(({ uuid, ...unit }) => {
        const count = counts.get(uuid) ?? "0";
        const prices = pricesOf(pricing, unit.unitName, count);
        const projection = isRunning ? projectionOf(pricing, prices, unit, { count, ...elapsed }) : null;
        return {
          ...unit,
          count,
          days: days.map((day) => ({ day, count: byDay.get(`${uuid} ${day}`) ?? "0" })),
          months: months.map((each) => ({ month: each, count: byMonth.get(`${uuid} ${each}`) ?? "0" })),
          newest: newest.get(uuid) ?? null,
          prices,
          projection,
          noProjection: isRunning && !projection ? whyNone(unit.aggregation, count) : null,
        };
      }),
      mau: await mauUsage(tx, tenantId, { month, months, days }, pricing, plan),
      readAt: ctx.now.toISOString(),
    };
  },
});

async function mauUsage(
  tx: Parameters<typeof mauByMonth>[0],
  tenantId: Parameters<typeof mauByMonth>[1],
  asked: { month: Month; months: Month[]; days: Day[] },
  pricing: Pricing,
  plan: HeldPlan | null,
): Promise<MauUsage> {
  const months = await mauByMonth(tx, tenantId, asked.months);
  const [chosen] = await mauByMonth(tx, tenantId, [asked.month]);
  const users = chosen?.users ?? 0;
  const byDay = await usersByDay(tx, tenantId, rangeOfMonth(asked.month));
  return {
    users,
    days: asked.days.map((day) => ({ day, users: byDay.get(day) ?? 0 })),
    months,
    maximum: plan ? limitsOf(plan.definition, plan.seats).monthlyActiveUsers : null,
    prices: pricesOf(pricing, mauMeter, String(users)),
  };
}

/** Days to come are not told as zero. */
function lastDay(now: Date, timeZone: string, endOfMonth: Day): Day {
  const today = dayOf(now, timeZone);
  return today < endOfMonth ? today : endOfMonth;
}
