import { and, asc, between, eq } from "drizzle-orm";
import { z } from "zod";
import { usageDays, usagePoints } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { countOf, merge, type Tally, tallyOf } from "@/lib/domain/metering/tally";
import { dayOf, monthOf, monthWindow } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { cellKey } from "@/lib/features/usage/metering/counts/point-cells";
import { effectiveEvents } from "@/lib/features/usage/metering/events/effective-events";
import { countsOf } from "@/lib/features/usage/metering/ingest/prepare";
import { type KnownUnit, readUnits } from "@/lib/features/usage/metering/units/directory";
import { countedUnits } from "@/lib/features/usage/metering/units/queries";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** Longest period that is listed second by second: a month and its longest day. */
const mostSeconds = 31 * 86_400 + 3_600;

/** Most seconds in one answer: a month with something in every second would be 2.7 million. */
const mostListed = 50_000;

/** Most different values of a `unique` unit that one answer is counted from, each once for its second. */
const mostValues = 100_000;

function requireFew(found: number, maximum: number, rule: "too_many_seconds" | "too_many_values"): void {
  if (found > maximum)
    throw new Refused("invalid_input", { fields: [{ field: "endTimestamp", rule, params: { maximum } }] });
}

/** Until the end of 9998: a database reads no year of five digits. */
const unixSeconds = z.number().int().min(0).max(253_370_764_799);

export type PointList = { unitName: string; points: { timestamp: number; count: string }[] };

/**
 * What was recorded of a unit, by second, oldest first: values at timestamps, and events that count towards it, each second
 * by the unit's aggregation. Both ends are included; from the first of this month in the tenant's zone until now unless said
 * otherwise, 31 days, 50,000 seconds with anything and 100,000 different values
 * at most. Seconds without anything are not there.
 */
export const listPoints = useCase(tenant("usage.view"), {
  input: z.strictObject({
    unitName: z.string().max(255),
    start: unixSeconds.optional(),
    end: unixSeconds.optional(),
  }),
  async read({ ctx, input, tx, tenantId, standing }): Promise<PointList> {
    const { timeZone } = standing.tenant;
    const counted = (await countedUnits(tx)).find(({ unitName }) => unitName === input.unitName);
    const unit = (await readUnits(tx)).find(({ unitName }) => unitName === input.unitName);
    if (!counted || !unit)
      throw new Refused("not_found", { fields: [{ field: "unitName", rule: "unknown_unit" }] });
    const monthStart = monthWindow(monthOf(ctx.now, timeZone), timeZone).start.getTime() / 1000;
    const end = input.end ?? Math.floor(ctx.now.getTime() / 1000);
    const start = input.start ?? Math.min(monthStart, end);
    if (end < start)
      throw new Refused("invalid_input", { fields: [{ field: "endTimestamp", rule: "before_start" }] });
    if (end - start > mostSeconds)
      throw new Refused("invalid_input", {
        fields: [{ field: "endTimestamp", rule: "too_many_days", params: { maximum: 31 } }],
      });
    const window = { start: new Date(start * 1000), end: new Date((end + 1) * 1000) };
    const seconds = await readCells(tx, uuidOf(tenantId), unit.uuid, window);
    await addEvents(tx, { uuid: uuidOf(tenantId), timeZone }, unit, window, seconds);
    const { aggregation } = counted;
    return {
      unitName: input.unitName,
      points: [...seconds.entries()]
        .sort(([a], [b]) => a - b)
        .map(([timestamp, { tally, seen }]) => ({
          timestamp,
          count: aggregation === "unique" ? String(seen.size) : countOf(tally, aggregation),
        })),
    };
  },
});

type Second = { tally: Tally | null; seen: Set<string> };
type Window = { start: Date; end: Date };

async function readCells(tx: Transaction, tenantUuid: string, unitUuid: string, window: Window) {
  const rows = await tx
    .select({ at: usagePoints.at, value: usagePoints.value })
    .from(usagePoints)
    .where(
      and(
        eq(usagePoints.tenantId, tenantUuid),
        eq(usagePoints.unitId, unitUuid),
        between(usagePoints.at, window.start, new Date(window.end.getTime() - 1)),
      ),
    )
    .orderBy(asc(usagePoints.at))
    .limit(mostListed + 1);
  requireFew(rows.length, mostListed, "too_many_seconds");
  return new Map<number, Second>(
    rows.map(({ at, value }) => [
      at.getTime() / 1000,
      { tally: tallyOf(value, at, cellKey(unitUuid, at)), seen: new Set<string>() },
    ]),
  );
}

/** Events are looked through on those days only on which more was recorded than values at timestamps. */
async function addEvents(
  tx: Transaction,
  tenant: { uuid: string; timeZone: string },
  unit: KnownUnit,
  window: Window,
  seconds: Map<number, Second>,
): Promise<void> {
  const cellsOn = new Map<string, number>();
  for (const second of seconds.keys()) {
    const day = dayOf(new Date(second * 1000), tenant.timeZone);
    cellsOn.set(day, (cellsOn.get(day) ?? 0) + 1);
  }
  const { rule } = unit;
  const days = rule.isUnique ? null : await recordedDays(tx, tenant, unit, window);
  const perhaps = days?.filter(({ day, events, isWhole }) => !isWhole || events > (cellsOn.get(day) ?? 0));
  const windows = perhaps?.map(({ day }) => clipped(dayWindow(day, tenant.timeZone), window)) ?? [window];
  let values = 0;
  for (const each of windows)
    for await (const events of effectiveEvents(tx, tenant.uuid, each, new Set([rule.eventName])))
      for (const event of events) {
        if (unit.countsFrom && event.recordedAt < unit.countsFrom) continue;
        const [count] = countsOf(event, { dayOf: () => "" }, { units: [unit] }).counts;
        if (!count) continue;
        const at = Math.floor(event.occurredAt.getTime() / 1000);
        const second = seconds.get(at) ?? { tally: null, seen: new Set<string>() };
        seconds.set(at, second);
        requireFew(seconds.size, mostListed, "too_many_seconds");
        if ("seen" in count) {
          if (!second.seen.has(count.seen)) values++;
          requireFew(values, mostValues, "too_many_values");
          second.seen.add(count.seen);
        } else {
          const tally = tallyOf(count.value, event.occurredAt, event.eventKey);
          second.tally = second.tally ? merge(second.tally, tally) : tally;
        }
      }
}

async function recordedDays(
  tx: Transaction,
  tenant: { uuid: string; timeZone: string },
  unit: KnownUnit,
  window: Window,
) {
  const lastMoment = new Date(window.end.getTime() - 1);
  const [from, to] = [dayOf(window.start, tenant.timeZone), dayOf(lastMoment, tenant.timeZone)];
  const rows = await tx
    .select({ day: usageDays.day, events: usageDays.events })
    .from(usageDays)
    .where(
      and(
        eq(usageDays.tenantId, tenant.uuid),
        eq(usageDays.unitId, unit.uuid),
        between(usageDays.day, from, to),
      ),
    )
    .orderBy(asc(usageDays.day));
  return rows.map((row) => {
    const whole = dayWindow(row.day, tenant.timeZone);
    return { ...row, isWhole: whole.start >= window.start && whole.end <= window.end };
  });
}

const clipped = (a: Window, b: Window): Window => ({
  start: new Date(Math.max(a.start.getTime(), b.start.getTime())),
  end: new Date(Math.min(a.end.getTime(), b.end.getTime())),
});
