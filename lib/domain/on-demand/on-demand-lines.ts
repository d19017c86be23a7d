import type { DecimalText, TaxCategory } from "../catalog/component";
import type { LocalizedText } from "../catalog/plan";
import type { Currency } from "../money/currency";
import { oneInTicks, parseDecimal, printDecimal } from "../money/decimal";
import { smaller } from "../pricing/arithmetic";
import { chargeStep, roundToStep } from "../promise/lines/charge-step";
import type { OnDemandLine } from "../promise/lines/usage-line";
import { addDays, type Day, monthSpan } from "../time/day-span";

/** A charge as it was made: by the price list of the plan that was held then, or a free amount. */
export type OnDemandCharge = {
  id: string;
  description: string;
  day: Day;
  currency: Currency;
  planVersionId: string;
  planName: LocalizedText;
  taxCategory: TaxCategory;
} & (
  | {
      component: string;
      name: LocalizedText;
      unit: LocalizedText;
      quantity: DecimalText;
      unitAmountMinor: DecimalText;
      /** What the price list includes in the month, for all charges of the component together. */
      included: DecimalText;
    }
  | { component: null; amountMinor: bigint }
);

/**
 * The lines of one charge. What the price list includes is used up by the charges of a month in their order: `usedBefore`
 * is what earlier ones took of it. Each line is rounded once, half up, to what can be charged.
 */
export function onDemandLines(charge: OnDemandCharge, usedBefore: DecimalText): OnDemandLine[] {
  if (charge.component === null) {
    const amount = { quantity: "1", unit: null, unitAmountMinor: null };
    return [{ ...commonOf(charge), ...amount, isIncluded: false, amountMinor: charge.amountMinor }];
  }
  const { unit, unitAmountMinor, quantity, currency } = charge;
  const asked = parseDecimal(quantity);
  const free = parseDecimal(includedIn(charge, usedBefore));
  const priced = asked - free;
  const lines: OnDemandLine[] = [];
  if (free > 0n)
    lines.push({
      ...commonOf(charge),
      quantity: printDecimal(free),
      unit,
      unitAmountMinor: null,
      isIncluded: true,
      amountMinor: 0n,
    });
  if (priced > 0n)
    lines.push({
      ...commonOf(charge),
      quantity: printDecimal(priced),
      unit,
      unitAmountMinor,
      isIncluded: false,
      amountMinor: roundToStep(
        priced * parseDecimal(unitAmountMinor),
        oneInTicks * oneInTicks,
        chargeStep(currency),
      ),
    });
  return lines;
}

/** How much of a charge is included in the price list, after `usedBefore` of it is used up. */
export function includedIn(
  { quantity, included }: Pick<Extract<OnDemandCharge, { component: string }>, "quantity" | "included">,
  usedBefore: DecimalText,
): DecimalText {
  const left = parseDecimal(included) - parseDecimal(usedBefore);
  const asked = parseDecimal(quantity);
  if (left <= 0n) return "0";
  return printDecimal(smaller(left, asked));
}

function commonOf(charge: OnDemandCharge) {
  const { id, description, day, currency, planVersionId, planName, taxCategory } = charge;
  return {
    kind: "work" as const,
    onDemandChargeId: id,
    description,
    component: charge.component ?? "",
    name: charge.component === null ? { en: description, ja: description } : charge.name,
    taxCategory,
    planVersionId,
    planName,
    currency,
    period: monthSpan(day),
    span: { from: day, until: addDays(day, 1) },
    part: null,
  };
}
