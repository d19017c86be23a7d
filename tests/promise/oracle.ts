import type { Component } from "@/lib/domain/catalog/component";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { CouponState } from "@/lib/domain/promise/promise-terms";
import { nought, Rational } from "../pricing/rational";
import type { Held } from "./history";

/**
 * What is held is worth, worked out day by day in fractions: each day costs its share of the whole period's price. It
 * is written without the code that it checks, and counts days with `Date`.
 */

const dayMs = 86_400_000;
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const text = (date: Date) => date.toISOString().slice(0, 10);

/** All days of a span, one by one. */
export function daysOf({ from, until }: { from: string; until: string }): string[] {
  const days: string[] = [];
  for (let date = at(from); text(date) < until; date = new Date(date.getTime() + dayMs))
    days.push(text(date));
  return days;
}

/** How many days the period has in which a day lies. */
function daysOfPeriod(day: string, interval: PaidInterval, yearStart: string | null): number {
  const date = at(day);
  if (interval === "month")
    return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const begin = at(yearStart ?? day);
  const starts = Array.from({ length: 8 }, (_, years) => {
    const isLeapDay = begin.getUTCMonth() === 1 && begin.getUTCDate() === 29;
    const date = isLeapDay && years > 0 ? 28 : begin.getUTCDate();
    return Date.UTC(begin.getUTCFullYear() + years, begin.getUTCMonth(), date);
  });
  const index = starts.findLastIndex((start) => start <= date.getTime());
  return ((starts[index + 1] ?? 0) - (starts[index] ?? 0)) / dayMs;
}

/** What one component is worth for a whole period, or null if nothing of it is held. */
function wholePrice(component: Component, { holding }: Held): Rational | null {
  const price = (amounts: { month: string | null; year: string | null }) =>
    Rational.parse(amounts[holding.interval] ?? "0");
  if (component.kind === "base") return price(component.amountMinor);
  if (component.kind === "seats") {
    const extra = holding.seats - component.included;
    return extra > 0 ? price(component.unitAmountMinor).times(Rational.of(extra)) : null;
  }
  if (component.kind !== "addon") return null;
  const { choice } = component;
  const chosen = holding.addons[component.key];
  if (choice.type === "switch") return chosen === "1" ? price(choice.amountMinor) : null;
  if (choice.type === "one_of") {
    const option = choice.options.find(({ key }) => key === chosen);
    return option ? price(option.amountMinor) : null;
  }
  const extra = Number(chosen) - choice.included;
  return extra > 0 ? price(choice.unitAmountMinor).times(Rational.of(extra)) : null;
}

/** What is left of a price after coupons of a percentage, one after the other. */
export function lowered(component: string, coupons: readonly CouponState[]): Rational {
  return coupons.reduce((left, { value, components }) => {
    if (value.type !== "percent" || (components && !components.includes(component))) return left;
    return left.times(Rational.of(1).minus(Rational.parse(value.percent).over(Rational.of(100))));
  }, Rational.of(1));
}

/** The price of each component that is held on a day, after coupons. */
export function pricesOn(day: string, held: Held, coupons: readonly CouponState[]): Map<string, Rational> {
  const of = Rational.of(daysOfPeriod(day, held.holding.interval, held.yearStart));
  return new Map(
    held.holding.definition.components.flatMap((component): [string, Rational][] => {
      const whole = wholePrice(component, held);
      return whole ? [[component.key, whole.over(of).times(lowered(component.key, coupons))]] : [];
    }),
  );
}

/** The price of all days of several spans. */
export const priceOfAll = (held: readonly Held[], coupons: readonly CouponState[]): Rational =>
  held.reduce(
    (all, each) =>
      daysOf(each.span).reduce(
        (sum, day) => [...pricesOn(day, each, coupons).values()].reduce((a, b) => a.plus(b), sum),
        all,
      ),
    nought,
  );
