import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import {
  type Day,
  type DayRange,
  daysOf,
  isDay,
  isMonth,
  lengthOf,
  rangeOfDay,
  rangeOfMonth,
  thisMonth,
  today,
} from "@/lib/domain/metering/period";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type CountedUnit, countedUnits, countRows } from "@/lib/features/usage/metering/units/queries";

const day = z.string().refine(isDay, { params: { rule: "not_a_day" } });
const month = z.string().refine(isMonth, { params: { rule: "not_a_month" } });

/** Longest range that can be read day by day. */
export const mostDays = 800;

const periodSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("today") }),
  z.strictObject({ type: z.literal("this_month") }),
  z.strictObject({ type: z.literal("day"), day }),
  z.strictObject({ type: z.literal("month"), month }),
  z.strictObject({ type: z.literal("days"), from: day, to: day }),
]);
export type Period = z.output<typeof periodSchema>;

export type UnitCount = Omit<CountedUnit, "uuid"> & { count: string };
export type Counts = { timeZone: string; range: DayRange; counts: UnitCount[] };

/**
 * What meter units counted over a day, a month or a range of days in the tenant's time zone: one unit by name, or all of
 * them. Exact decimals as text; zero where nothing was recorded. `not_found` for a name that no unit has.
 */
export const readCounts = useCase(tenant("usage.view"), {
  input: z.strictObject({ unitName: z.string().max(255).optional(), period: periodSchema }),
  async read({ ctx, input, tx, tenantId, standing }): Promise<Counts> {
    const { timeZone } = standing.tenant;
    const range = rangeOf(input.period, ctx.now, timeZone);
    const units = await unitsNamed(input.unitName, await countedUnits(tx));
    const rows = await countRows(tx, tenantId, units, range, "range");
    const byUnit = new Map(rows.map((row) => [row.unitUuid, row.count]));
    return {
      timeZone,
      range,
      counts: units.map(({ uuid, ...unit }) => ({ ...unit, count: byUnit.get(uuid) ?? "0" })),
    };
  },
});

export type UnitDays = Omit<CountedUnit, "uuid"> & { days: { day: Day; count: string }[] };

/** The same day by day, for charts and tables: every day of the range, zero where nothing was recorded. */
export const readCountsByDay = useCase(tenant("usage.view"), {
  input: z.strictObject({ unitName: z.string().max(255).optional(), period: periodSchema }),
  async read({ ctx, input, tx, tenantId, standing }) {
    const { timeZone } = standing.tenant;
    const range = rangeOf(input.period, ctx.now, timeZone);
    const units = await unitsNamed(input.unitName, await countedUnits(tx));
    const rows = await countRows(tx, tenantId, units, range, "day");
    const known = new Map(rows.map((row) => [`${row.unitUuid} ${row.day}`, row.count]));
    const days = daysOf(range);
    const series: UnitDays[] = units.map(({ uuid, ...unit }) => ({
      ...unit,
      days: days.map((each) => ({ day: each, count: known.get(`${uuid} ${each}`) ?? "0" })),
    }));
    return { timeZone, range, units: series };
  },
});

/** The local days of a period. Refuses a range that ends before it begins or has more than `mostDays` days. */
function rangeOf(period: Period, now: Date, timeZone: string): DayRange {
  switch (period.type) {
    case "today":
      return today(now, timeZone);
    case "this_month":
      return thisMonth(now, timeZone);
    case "day":
      return rangeOfDay(period.day);
    case "month":
      return rangeOfMonth(period.month);
    case "days": {
      const length = lengthOf(period);
      if (length < 1)
        throw new Refused("invalid_input", { fields: [{ field: "period.to", rule: "before_start" }] });
      if (length > mostDays)
        throw new Refused("invalid_input", {
          fields: [{ field: "period.to", rule: "too_many_days", params: { maximum: mostDays } }],
        });
      return { from: period.from, to: period.to };
    }
  }
}

async function unitsNamed(name: string | undefined, units: CountedUnit[]): Promise<CountedUnit[]> {
  if (name === undefined) return units;
  const found = units.filter(({ unitName }) => unitName === name);
  if (found.length === 0)
    throw new Refused("not_found", { fields: [{ field: "unitName", rule: "unknown_unit" }] });
  return found;
}
