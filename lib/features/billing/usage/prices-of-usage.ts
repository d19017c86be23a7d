import type { SeatsComponent, UsageComponent } from "@/lib/domain/catalog/component";
import { countedSeats } from "@/lib/domain/catalog/counted-seats";
import type { LocalizedText, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { isDecimal, oneInTicks, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { compilePlan } from "@/lib/domain/pricing/compile";
import { scaled } from "@/lib/domain/pricing/components/usage";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { rate } from "@/lib/domain/pricing/rate";
import { noTerms } from "@/lib/domain/pricing/terms";
import type { Pricing } from "@/lib/features/license/holding/held-plan";

/** How a component of the held plan prices a count. Quantities are decimals in priced units, amounts minor units. */
export type UsagePrice = {
  component: string;
  name: LocalizedText;
  /** What one priced unit is called. */
  unit: LocalizedText;
  /** True if what is recorded is converted before it is priced. */
  isScaled: boolean;
  used: string;
  /** Null: as much as one likes. */
  allowance: string | null;
  /** The allowance in recorded units, for charts. */
  recordedAllowance: string | null;
  /** Above the allowance there is nothing to buy. */
  isLimit: boolean;
  /** Beyond the allowance so far; "0" within it. */
  beyond: string;
  /** What the month costs so far, before discounts and tax. */
  amountMinor: string;
  currency: string;
};

/**
 * Prices a count by each usage component of the plan that names its meter, by the same engine that rates invoices.
 * Nothing for a count that cannot be priced: one below zero, or with more digits than a price knows.
 */
export function pricesOf(
  { definition, interval, seats: people }: Pricing,
  meter: string,
  count: string,
): UsagePrice[] {
  if (!isDecimal(count) || count.startsWith("-")) return [];
  const seats = definition.components.find((component) => component.kind === "seats");
  // Where nobody said how many people have a seat, those that the plan includes certainly have one.
  const taken = people ?? seats?.included ?? 0;
  return definition.components.flatMap((component) =>
    component.kind === "usage" && component.meter === meter
      ? [priceOf(definition, interval ?? "month", component, { seats, taken }, count)]
      : [],
  );
}

function priceOf(
  definition: PlanDefinition,
  interval: PaidInterval,
  component: UsageComponent,
  { seats, taken }: { seats: SeatsComponent | undefined; taken: number },
  count: string,
): UsagePrice {
  const used = scaled(component.scale)(parseDecimal(count));
  const isUnlimited = component.price.model === "unlimited";
  const allowance =
    parseDecimal(component.included) +
    parseDecimal(component.includedPerSeat) * BigInt(countedSeats(taken, seats));
  const alone = { ...definition, components: seats ? [seats, component] : [component] };
  const invoice = rate(
    compilePlan(alone, interval),
    { ...nothingUsed, seats: taken, usage: { [component.meter]: count } },
    noTerms,
    "metered",
  );
  return {
    component: component.key,
    name: component.name,
    unit: component.unit,
    isScaled: component.scale !== null,
    used: printDecimal(used),
    allowance: isUnlimited ? null : printDecimal(allowance),
    recordedAllowance: isUnlimited ? null : recorded(allowance, component),
    isLimit: component.price.model === "limit",
    beyond: printDecimal(!isUnlimited && used > allowance ? used - allowance : 0n),
    amountMinor: String(invoice.subtotalMinor),
    currency: invoice.currency,
  };
}

const recorded = (allowance: bigint, { scale }: UsageComponent): string =>
  printDecimal(scale ? (allowance * parseDecimal(scale.divideBy)) / oneInTicks : allowance);
