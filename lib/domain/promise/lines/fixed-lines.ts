import type { Component, TaxCategory } from "../../catalog/component";
import type { LocalizedText, PaidInterval } from "../../catalog/plan";
import { invariant } from "../../errors";
import type { Holding } from "../../license/holding";
import { periodOf } from "../../license/periods";
import { oneInTicks, parseDecimal, printDecimal } from "../../money/decimal";
import { nothingUsed } from "../../pricing/quantities";
import { compilePlan, rate } from "../../pricing/rate";
import { type Day, type DaySpan, daysIn, intersection } from "../../time/day-span";
import type { PartOf } from "../charge-promise";
import { chargeStep, roundToStep } from "./charge-step";

/** What one fixed component costs for one natural period, or for a part of it. Before discount and tax. */
export type FixedLine = {
  component: string;
  taxCategory: TaxCategory;
  optionKey: string;
  planVersionId: string;
  planName: LocalizedText;
  name: LocalizedText;
  option: LocalizedText | null;
  interval: PaidInterval;
  /** A whole number. */
  quantity: string;
  /** Minor units for one and a whole period, in the shortest form. */
  unitAmountMinor: string;
  /** The whole period that the line lies in. */
  period: DaySpan;
  span: DaySpan;
  /** Null for a whole period. */
  part: PartOf | null;
  amountMinor: bigint;
};

/**
 * The fixed components for each period, or part of one, that the span touches. The engine says what there is and how
 * many (`rate(…, "fixed")`). A line costs `quantity × price × its days ÷ the days of the whole period`, rounded once,
 * half up, to what can be charged. For a yearly holding `yearStart` is not after the span's first day.
 */
export function fixedLines(holding: Holding, span: DaySpan, yearStart: Day | null): FixedLine[] {
  const items = itemsOf(holding);
  return periodsIn(holding.interval, span, yearStart).flatMap((period) =>
    items.map((item) => priced(item, period, span, holding.definition.currency)),
  );
}

/** The natural periods that a span touches, in order. */
function periodsIn(interval: PaidInterval, span: DaySpan, yearStart: Day | null): DaySpan[] {
  const periods: DaySpan[] = [];
  for (let at = span.from; at < span.until; ) {
    const period = periodOf(interval, yearStart, at);
    periods.push(period);
    at = period.until;
  }
  return periods;
}

type Item = Omit<FixedLine, "period" | "span" | "part" | "amountMinor">;

function itemsOf({ planVersionId, definition, interval, seats, addons }: Holding): Item[] {
  const plan = compilePlan(definition, interval);
  const components = new Map(definition.components.map((component) => [component.key, component]));
  return rate(plan, { ...nothingUsed, seats, addons }, undefined, "fixed").lines.map((line): Item => {
    invariant(line.unitAmountMinor !== null, "a fixed line has a price");
    return {
      component: line.component,
      taxCategory: components.get(line.component)?.taxCategory ?? "standard",
      optionKey: optionKeyOf(components.get(line.component), addons),
      planVersionId,
      planName: definition.name,
      name: line.name,
      option: line.option ?? null,
      interval,
      quantity: line.quantity,
      unitAmountMinor: printDecimal(parseDecimal(line.unitAmountMinor)),
    };
  });
}

/** The option that holds in a group: the chosen one, otherwise the first. */
function optionKeyOf(component: Component | undefined, addons: Holding["addons"]): string {
  if (component?.kind !== "addon" || component.choice.type !== "one_of") return "";
  const { options } = component.choice;
  return (options.find(({ key }) => key === addons[component.key]) ?? options[0])?.key ?? "";
}

function priced(item: Item, period: DaySpan, wanted: DaySpan, currency: string): FixedLine {
  const span = intersection(period, wanted);
  invariant(span, "the span touches its periods");
  const [days, of] = [daysIn(span), daysIn(period)];
  return {
    ...item,
    period,
    span,
    part: days === of ? null : { days, of },
    amountMinor: roundToStep(
      parseDecimal(item.unitAmountMinor) * BigInt(item.quantity) * BigInt(days),
      BigInt(of) * oneInTicks,
      chargeStep(currency),
    ),
  };
}
