import type { Component, DecimalText, UsageComponent } from "../catalog/component";
import type { LocalizedText } from "../catalog/plan";
import type { Currency } from "../money/currency";
import { oneInTicks, parseDecimal } from "../money/decimal";
import { nothingUsed } from "../pricing/quantities";
import { compilePlan, rate } from "../pricing/rate";
import type { RatedLine } from "../pricing/rated-invoice";
import type { PartOf } from "../promise/charge-promise";
import { chargeStep, roundToStep } from "../promise/lines/charge-step";
import type { MeteredLine } from "../promise/lines/usage-line";
import { type DaySpan, daysIn } from "../time/day-span";
import { componentOfDays, type DaysOf } from "./component-of-days";
import { type ComponentUsage, componentUsage } from "./component-usage";
import type { HeldInMonth, HeldPart } from "./held-parts";
import { quantityFormula } from "./quantity-formula";

export type MonthToRate = HeldInMonth & {
  /** The calendar month. */
  month: DaySpan;
  /** What was recorded on the days of `spans`, by meter. An absent one is zero. */
  counts: Readonly<Record<string, DecimalText>>;
  /** The meters whose counts add up day by day (`sum` and `count`); a peak or a number of different users does not. */
  additive: ReadonlySet<string>;
};

/** One metered component of a version and a number of seats that was held in the month. */
export type ComponentOfMonth = ComponentUsage & {
  planVersionId: string;
  planName: LocalizedText;
  /** As the days held price it: see `componentOfDays`. */
  component: UsageComponent;
  currency: Currency;
  span: DaySpan;
  part: PartOf | null;
  lines: MeteredLine[];
  /** The sum of the lines. */
  amountMinor: bigint;
};

/** What a month's usage costs, line by line. */
export const rateMonth = (month: MonthToRate): MeteredLine[] =>
  componentsOfMonth(month).flatMap(({ lines }) => lines);

/**
 * What a month's usage costs. It is rated whole by each version and number of seats that was held in it, and each result
 * counts for its days ÷ the days held, so no sequence of changes costs less than the cheapest of its versions would
 * have. Each line is rounded once, half up, to what can be charged.
 */
export function componentsOfMonth({
  month,
  parts,
  spans,
  counts,
  additive,
}: MonthToRate): ComponentOfMonth[] {
  const held = parts.reduce((sum, { days }) => sum + days, 0);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  const span = { from: first.from, until: last.until };
  const daysHeld = { days: held, of: daysIn(month) };
  return parts.flatMap((whole) => {
    const components = whole.definition.components.map((component) =>
      component.kind === "usage" && additive.has(component.meter)
        ? componentOfDays(component, daysHeld)
        : component,
    );
    const definition = { ...whole.definition, components };
    const { planVersionId, seats, days } = whole;
    const common = {
      planVersionId,
      planName: definition.name,
      currency: definition.currency,
      span,
      part: days === held ? null : { days, of: held },
    };
    const rated = ratedLines({ ...whole, definition }, counts);
    const step = chargeStep(definition.currency);
    const amounts = sharesOf(rated, { days, of: held }, step);
    const seatsOfPlan = components.find((component) => component.kind === "seats");
    return components.filter(isUsage).map((component) => {
      const count = counts[component.meter] ?? "0";
      const usage = componentUsage(component, seatsOfPlan, seats, count);
      const asAgreed = whole.definition.components.filter(isUsage).find(({ key }) => key === component.key);
      const agreed = componentUsage(asAgreed ?? component, seatsOfPlan, seats, count).allowance;
      const lines = rated.flatMap((line, index) => {
        if (line.component !== component.key) return [];
        const formula = quantityFormula(line, usage, { agreed, held: daysHeld, isShared: days !== held });
        const text = { ...textOf(line, component), formula };
        return [{ ...text, ...common, period: month, amountMinor: amounts[index] ?? 0n }];
      });
      const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
      return { ...common, ...usage, component, lines, amountMinor };
    });
  });
}

/** The lines of metered components. */
function ratedLines({ definition, seats }: HeldPart, counts: MonthToRate["counts"]): RatedLine[] {
  const metered = new Set(definition.components.filter(isUsage).map(({ key }) => key));
  const quantities = { ...nothingUsed, seats, usage: counts };
  const { lines } = rate(compilePlan(definition, "month"), quantities, undefined, "metered");
  return lines.filter(({ component }) => metered.has(component));
}

const isUsage = (component: Component): component is UsageComponent => component.kind === "usage";

function textOf(line: RatedLine, component: UsageComponent) {
  const { kind, quantity, unitAmountMinor, per, name, unit, tier } = line;
  return {
    kind,
    component: component.key,
    taxCategory: component.taxCategory ?? ("standard" as const),
    name,
    unit: unit ?? null,
    quantity,
    unitAmountMinor,
    per,
    tier: tier ?? null,
    isExcess: parseDecimal(component.included) > 0n || parseDecimal(component.includedPerSeat) > 0n,
  };
}

/**
 * Each line's share by days, from its exact amount where it has a unit price. A line of a minimum or a cap is what its
 * component lacks, or has too much, for the same share of that minimum or cap.
 */
function sharesOf(lines: readonly RatedLine[], { days, of }: DaysOf, step: bigint): bigint[] {
  const shared = (numerator: bigint, denominator = 1n) =>
    roundToStep(numerator * BigInt(days), denominator * BigInt(of), step);
  const shares: bigint[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.kind !== "minimum" && line.kind !== "cap") {
      shares.push(shared(...exactAmount(line)));
      continue;
    }
    let [bound, before] = [line.amountMinor, 0n];
    for (let at = 0; at < index; at++) {
      if (lines[at]?.component !== line.component) continue;
      bound += lines[at]?.amountMinor ?? 0n;
      before += shares[at] ?? 0n;
    }
    const missing = shared(bound) - before;
    shares.push(missing > 0n === (line.kind === "minimum") ? missing : 0n);
  }
  return shares;
}

/** The amount before rounding, as a fraction of minor units. A package costs its price, whatever its size. */
function exactAmount({ kind, quantity, unitAmountMinor, per, amountMinor }: RatedLine): [bigint, bigint] {
  if (kind === "included" || unitAmountMinor === null) return [amountMinor, 1n];
  const each = kind === "packages" ? oneInTicks : parseDecimal(per);
  return [parseDecimal(quantity) * parseDecimal(unitAmountMinor), each * oneInTicks];
}
