import type { DecimalText, Tier, UsageComponent, UsagePrice } from "../catalog/component";
import { countedSeats } from "../catalog/counted-seats";
import type { LocalizedText } from "../catalog/plan";
import type { Currency } from "../money/currency";
import { oneInTicks, parseDecimal, printDecimal } from "../money/decimal";
import { divideRounded } from "../money/rounding";
import { scaled } from "../pricing/components/usage";
import { componentOfDays, type DaysOf } from "./component-of-days";
import type { PaidTerm } from "./held-parts";

/** A meter in a month, as the term prices it that named it last. Quantities are in priced units. */
export type MeterOfMonth = {
  meter: string;
  name: LocalizedText;
  currency: Currency;
  consumed: DecimalText;
  /** What costs nothing. */
  free: DecimalText;
  /** What is priced beyond it. */
  chargeable: DecimalText;
  /** Minor units for one; of tiers the one that the last unit falls into, of packages the price by its size. */
  unitAmountMinor: DecimalText;
};

type Counted = {
  counts: Readonly<Record<string, DecimalText>>;
  additive: ReadonlySet<string>;
  /** The days on which anything was held, of all days of the month. */
  held: DaysOf;
};

/** The meters that the terms of a month price, each once, by the latest term that does. `terms`: oldest first. */
export function metersOfMonth(terms: readonly PaidTerm[], counted: Counted): MeterOfMonth[] {
  const meters = new Map<string, MeterOfMonth>();
  for (const term of terms.toReversed())
    for (const component of term.definition.components)
      if (component.kind === "usage" && !meters.has(component.meter))
        meters.set(component.meter, meterOf(term, component, counted));
  return [...meters.values()];
}

function meterOf(
  { definition, seats }: PaidTerm,
  whole: UsageComponent,
  { counts, additive, held }: Counted,
): MeterOfMonth {
  const { meter, name, scale, price, included, includedPerSeat } = additive.has(whole.meter)
    ? componentOfDays(whole, held)
    : whole;
  const seatsOfPlan = definition.components.find(({ kind }) => kind === "seats");
  const counting = seatsOfPlan?.kind === "seats" ? countedSeats(seats, seatsOfPlan) : seats;
  const consumed = scaled(scale)(parseDecimal(counts[meter] ?? "0"));
  const allowance = parseDecimal(included) + parseDecimal(includedPerSeat) * BigInt(counting);
  const free = price.model === "unlimited" ? consumed : allowance;
  // Beyond a limit there is nothing to buy.
  const chargeable = consumed > free && price.model !== "limit" ? consumed - free : 0n;
  return {
    meter,
    name,
    currency: definition.currency,
    consumed: printDecimal(consumed),
    free: printDecimal(free),
    chargeable: printDecimal(chargeable),
    unitAmountMinor: unitAmount(price, chargeable),
  };
}

/** Rounded half up at its twelfth place, where it is shown alone. */
function unitAmount(price: UsagePrice, quantity: bigint): DecimalText {
  if (price.model === "per_unit") return quotient(price.unitAmountMinor, price.per);
  if (price.model === "package") return quotient(price.amountMinor, price.size);
  if (price.model === "graduated" || price.model === "volume")
    return tierOf(price.tiers, quantity)?.unitAmountMinor ?? "0";
  return "0";
}

const tierOf = (tiers: readonly Tier[], quantity: bigint): Tier | undefined =>
  tiers.find(({ upTo }) => upTo === null || parseDecimal(upTo) >= quantity);

const quotient = (amount: DecimalText, of: DecimalText): DecimalText =>
  printDecimal(divideRounded(parseDecimal(amount) * oneInTicks, parseDecimal(of), "half_up"));
