import type { Transaction } from "@/lib/db/transaction";
import { type DecimalText, mauMeter } from "@/lib/domain/catalog/component";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { daysOf } from "@/lib/domain/metering/period";
import { isDecimal } from "@/lib/domain/money/decimal";
import type { MeteredLine } from "@/lib/domain/promise/lines/usage-line";
import { heldParts } from "@/lib/domain/rated-usage/held-parts";
import { rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { addDays, type Day, type DaySpan, intersection } from "@/lib/domain/time/day-span";
import { usersOnDays } from "@/lib/features/usage/mau/queries";
import { countedUnits, countsOnDays } from "@/lib/features/usage/metering/units/queries";
import { paidTermsIn, type TermOfTenant } from "./queries";

export type RatedMonth = {
  /** The last term of the month; null: nothing that is paid for was held. */
  last: TermOfTenant | null;
  /** The last day on which it was held. */
  lastDay: Day;
  /** All paid terms of the month, oldest first, and on how many of its days they were held. */
  terms: TermOfTenant[];
  daysHeld: number;
  counts: Record<string, DecimalText>;
  /** The meters whose counts add up day by day. */
  additive: ReadonlySet<string>;
  lines: MeteredLine[];
};

/** What a tenant's usage of a month costs by what it held, as both are known now. */
export async function rateTenantMonth(
  tx: Transaction,
  tenantId: Id<"tenant">,
  month: DaySpan,
  timeZone: string,
): Promise<RatedMonth> {
  const found = await paidTermsIn(tx, tenantId, month, timeZone);
  // One that gave way to another on its first day has no day of its own.
  const terms = found.filter(({ span }) => intersection(span, month) !== null);
  const held = heldParts(terms, month);
  const until = held.spans.at(-1)?.until;
  const nothing = { terms, daysHeld: 0, counts: {}, additive: new Set<string>(), lines: [] };
  if (!until) return { ...nothing, last: null, lastDay: addDays(month.until, -1) };
  const days = held.spans.flatMap((span) => daysOf({ from: span.from, to: addDays(span.until, -1) }));
  const meters = metersOf(terms);
  const { counts, additive } = await countsOf(tx, tenantId, meters, days);
  const lines = rateMonth({ month, ...held, counts, additive });
  const last = terms.findLast(({ span }) => span.from < until && span.until >= until) ?? null;
  return { last, lastDay: addDays(until, -1), terms, daysHeld: days.length, counts, additive, lines };
}

const metersOf = (terms: readonly TermOfTenant[]): Set<string> =>
  new Set(
    terms.flatMap(({ definition }) =>
      definition.components.flatMap((component) => (component.kind === "usage" ? [component.meter] : [])),
    ),
  );

/** What was counted on the days, as the engine takes it: nothing below zero. */
async function countsOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  meters: ReadonlySet<string>,
  days: readonly Day[],
) {
  if (meters.size === 0) return { counts: {}, additive: new Set<string>() };
  const units = (await countedUnits(tx)).filter(({ unitName }) => meters.has(unitName));
  const counted = units.length > 0 ? await countsOnDays(tx, tenantId, units, days) : {};
  const users = meters.has(mauMeter) ? { [mauMeter]: String(await usersOnDays(tx, tenantId, days)) } : {};
  const counts = Object.fromEntries(
    Object.entries({ ...counted, ...users }).map(([meter, count]) => [meter, priceable(count)]),
  );
  const additive = units.filter(({ aggregation }) => aggregation === "sum" || aggregation === "count");
  return { counts, additive: new Set(additive.map(({ unitName }) => unitName)) };
}

function priceable(count: string): DecimalText {
  if (count.startsWith("-")) return "0";
  invariant(isDecimal(count), `a count is a decimal of at most 18 digits and 12 places: ${count}`);
  return count;
}
