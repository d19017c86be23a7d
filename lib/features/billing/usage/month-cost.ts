import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { UsageLine } from "@/lib/domain/promise/lines/usage-line";
import { groupBy } from "@/lib/domain/promise/sums/group-by";
import { rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { type DaySpan, daysIn } from "@/lib/domain/time/day-span";
import type { TenantMonth } from "@/lib/features/license/usage-charges/rate-tenant-month";
import type { MonthBill } from "@/lib/features/license/usage-charges/read-month-bill";

/** What a month's usage costs in one currency, before discounts and tax. Amounts are minor units as text. */
export type MonthCost = {
  currency: string;
  /** As it is counted now: so far, or of the whole month. */
  amountMinor: string;
  /** At the end of a running month; null where that is not told. */
  projectedMinor: string | null;
  /** Of a month that was rated: what stands on invoices, and what follows. */
  billed: {
    amountMinor: string;
    toCome: { planName: LocalizedText; name: LocalizedText; amountMinor: string }[];
  } | null;
};

/** What a month costs in all, for each currency in which something was held. */
export function monthCosts({ toRate, billed }: MonthBill, projected: TenantMonth | null): MonthCost[] {
  const now = groupBy(rateMonth(toRate), ofCurrency);
  const later = groupBy(projected ? rateMonth(projected) : [], ofCurrency);
  const before = groupBy(billed?.lines ?? [], ofCurrency);
  return [...new Set([...before.keys(), ...now.keys()])].map((currency) => ({
    currency,
    amountMinor: sum(now.get(currency)),
    projectedMinor: projected ? sum(later.get(currency)) : null,
    billed: billed && {
      amountMinor: sum(before.get(currency)),
      toCome: billed.toCome
        .filter((line) => line.currency === currency)
        .map(({ planName, name, amountMinor }) => ({ planName, name, amountMinor: String(amountMinor) })),
    },
  }));
}

const ofCurrency = ({ currency }: UsageLine): string => currency;

const sum = (lines: readonly UsageLine[] = []): string =>
  String(lines.reduce((total, { amountMinor }) => total + amountMinor, 0n));

/** The days of a month that are billed; null: none, or all of it. */
export function billedDays({ spans, month }: TenantMonth): DaySpan | null {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last || (first.from === month.from && last.until === month.until)) return null;
  return { from: first.from, until: last.until };
}

/** A version and a number of seats that is charged for, with its days of the month. */
export type HeldDays = { planName: LocalizedText; seats: number; days: number; of: number };

export function heldDays({ parts, month }: TenantMonth): HeldDays[] {
  const of = daysIn(month);
  return parts.map(({ definition, seats, days }) => ({ planName: definition.name, seats, days, of }));
}
