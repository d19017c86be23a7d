import type { Transaction } from "@/lib/db/transaction";
import { type DecimalText, mauMeter } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import { daysOf } from "@/lib/domain/metering/period";
import { isDecimal } from "@/lib/domain/money/decimal";
import type { MeteredLine, UsageLine } from "@/lib/domain/promise/lines/usage-line";
import { heldParts } from "@/lib/domain/rated-usage/held-parts";
import { componentKey as keyOf, overLimit } from "@/lib/domain/rated-usage/over-limit";
import { type MonthToRate, rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { addDays, type Day, type DaySpan, intersection } from "@/lib/domain/time/day-span";
import { usersOnDays } from "@/lib/features/usage/mau/queries";
import { countedUnits, countsOnDays } from "@/lib/features/usage/metering/units/queries";
import { expectedTermsIn } from "./expected-terms";
import type { TermOfTenant } from "./queries";

/** A month of a tenant, ready to be rated: what is held in it and what is counted on these days. */
export type TenantMonth = MonthToRate & {
  /** The last term of the month; null: nothing that is paid for is held. */
  last: TermOfTenant | null;
  /** The last day on which it is held. */
  lastDay: Day;
  /** All paid terms of the month, oldest first, and on how many of its days they are held. */
  terms: TermOfTenant[];
  daysHeld: number;
  /** Meters whose count has more digits than a price knows. They are not in `counts`. */
  unpriceable: string[];
};

export type RatedMonth = TenantMonth & {
  lines: MeteredLine[];
  /** The meters that could not be priced: their count or their amount has too many digits. They have no lines. */
  unpriced: string[];
  /** Whether a line, which may be of an earlier day, is of a meter that could be priced. */
  isPriced: (line: UsageLine) => boolean;
};

/** What a tenant's usage of a month costs by what it holds in it, as both are known now. */
export async function rateTenantMonth(
  tx: Transaction,
  tenantId: Id<"tenant">,
  month: DaySpan,
  timeZone: string,
): Promise<RatedMonth> {
  const toRate = await readTenantMonth(tx, tenantId, month, timeZone);
  const lines = rateMonth(toRate);
  const tooLarge = overLimit(lines);
  const unpriced = new Set(toRate.unpriceable);
  const components = toRate.terms.flatMap(({ planVersionId, definition }) =>
    definition.components.flatMap((component) =>
      component.kind === "usage"
        ? [{ key: keyOf(planVersionId, component.key), meter: component.meter }]
        : [],
    ),
  );
  for (const { key, meter } of components) if (tooLarge.has(key)) unpriced.add(meter);
  const left = new Set(components.flatMap(({ key, meter }) => (unpriced.has(meter) ? [key] : [])));
  const isPriced = ({ planVersionId, component }: UsageLine) => !left.has(keyOf(planVersionId, component));
  return { ...toRate, lines: lines.filter(isPriced), unpriced: [...unpriced].sort(), isPriced };
}

export async function readTenantMonth(
  tx: Transaction,
  tenantId: Id<"tenant">,
  month: DaySpan,
  timeZone: string,
): Promise<TenantMonth> {
  const found = await expectedTermsIn(tx, tenantId, month, timeZone);
  // One that gave way to another on its first day has no day of its own.
  const terms = found.filter(({ span }) => intersection(span, month) !== null);
  const held = heldParts(terms, month);
  const until = held.spans.at(-1)?.until ?? month.until;
  const days = held.spans.flatMap((span) => daysOf({ from: span.from, to: addDays(span.until, -1) }));
  const counted = await countsOf(tx, tenantId, metersOf(terms), days);
  const last = terms.findLast(({ span }) => span.from < until && span.until >= until) ?? null;
  return { month, ...held, ...counted, terms, daysHeld: days.length, last, lastDay: addDays(until, -1) };
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
): Promise<Pick<TenantMonth, "counts" | "additive" | "unpriceable">> {
  if (meters.size === 0 || days.length === 0) return { counts: {}, additive: new Set(), unpriceable: [] };
  const units = (await countedUnits(tx)).filter(({ unitName }) => meters.has(unitName));
  const counted = units.length > 0 ? await countsOnDays(tx, tenantId, units, days) : {};
  const users = meters.has(mauMeter) ? { [mauMeter]: String(await usersOnDays(tx, tenantId, days)) } : {};
  const counts: Record<string, DecimalText> = {};
  const unpriceable: string[] = [];
  for (const [meter, count] of Object.entries({ ...counted, ...users })) {
    if (count.startsWith("-")) counts[meter] = "0";
    else if (isDecimal(count)) counts[meter] = count;
    else unpriceable.push(meter);
  }
  const additive = units.filter(({ aggregation }) => aggregation === "sum" || aggregation === "count");
  return { counts, additive: new Set(additive.map(({ unitName }) => unitName)), unpriceable };
}
