import type { Holding } from "@/lib/domain/license/holding";
import { componentKey } from "@/lib/domain/rated-usage/over-limit";
import { rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { addDays } from "@/lib/domain/time/day-span";
import { Rational } from "../pricing/rational";
import { daysOf } from "../promise/oracle";
import type { HeldDay } from "./play-year";
import { meters, type Used } from "./tenant-years";

/*
 * What a month's usage costs, from the bare facts: what was held when each day ended, and every event that stands in the
 * end. Days and events are counted here without the code that bills.
 */

/** By month, and by version and component in it. */
export function expectedUsage(
  held: ReadonlyMap<string, HeldDay>,
  used: readonly Used[],
): Map<string, Map<string, bigint>> {
  const months = new Map<string, Map<string, bigint>>();
  for (const month of new Set([...held.keys()].map((day) => `${day.slice(0, 7)}-01`))) {
    const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
    const until = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
    const days = daysOf({ from: month, until }).filter((day) => held.has(day));
    const events = used.filter(({ day, voided }) => voided === null && days.includes(day));
    const lines = rateMonth({
      month: { from: month, until },
      ...partsOf(days, held),
      counts: Object.fromEntries(Object.keys(meters).map((meter) => [meter, countOf(meter, events)])),
      additive: new Set(["calls", "jobs"]),
    });
    const sums = new Map<string, bigint>();
    for (const { planVersionId, component, amountMinor } of lines) {
      const key = componentKey(planVersionId, component);
      sums.set(key, (sums.get(key) ?? 0n) + amountMinor);
    }
    months.set(month, sums);
  }
  return months;
}

function partsOf(days: readonly string[], held: ReadonlyMap<string, HeldDay>) {
  const parts = new Map<string, { holding: Holding; days: number }>();
  for (const day of days) {
    const { holding } = held.get(day) as HeldDay;
    const key = `${holding.planVersionId} ${holding.seats}`;
    parts.set(key, { holding, days: (parts.get(key)?.days ?? 0) + 1 });
  }
  const spans = days.map((day) => ({ from: day, until: addDays(day, 1) }));
  return {
    parts: [...parts.values()].map(({ holding: { planVersionId, definition, seats }, days: count }) => ({
      planVersionId,
      definition,
      seats,
      days: count,
    })),
    spans,
  };
}

function countOf(meter: string, all: readonly Used[]): string {
  const events = all.filter((each) => each.meter === meter);
  const values = events.map(({ amount }) => amount);
  switch (meters[meter]) {
    case "count":
      return String(values.length);
    case "unique":
      return String(values.filter((each, index) => values.indexOf(each) === index).length);
    case "max":
      return values.reduce((most, each) => (Number(each) > Number(most) ? each : most), "0");
    case "last": {
      const order = ({ day, second, id }: Used) => `${day} ${String(second).padStart(6, "0")} ${id}`;
      return events.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).at(-1)?.amount ?? "0";
    }
    default: {
      const ticks = values.reduce((sum, each) => sum.plus(Rational.parse(each)), Rational.of(0));
      const digits = String(ticks.times(Rational.of(10n ** 12n)).rounded("half_up")).padStart(13, "0");
      return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
    }
  }
}
