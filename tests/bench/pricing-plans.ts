import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { Component, Tier } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { oneInTicks, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import type { PricingTerms } from "@/lib/domain/pricing/terms";

const usd = (components: Component[]): PlanDefinition => ({ ...blankPlan("USD"), components });
const name = { en: "Bench", ja: "計測" };

/** A usual invoice of five lines: base, seats, what is included, what is used beyond it, one add-on. */
export const simplePlan = usd([
  { ...blank.base(), amountMinor: { month: "4900", year: null } },
  { ...blank.seats(), unitAmountMinor: { month: "1500", year: null }, included: 3 },
  {
    ...blank.usage("calls", "calls"),
    included: "10000",
    price: { model: "per_unit", unitAmountMinor: "0.5", per: "1" },
  },
  { ...blank.addon("support"), choice: { type: "switch", amountMinor: { month: "1900", year: null } } },
]);

/** Quantities that differ, so that no answer can be kept from the call before. */
export const simpleQuantities: readonly Quantities[] = Array.from({ length: 256 }, (_, index) => ({
  seats: 4 + (index % 50),
  usage: { calls: String(10_001 + index * 977) },
  addons: { support: "1" },
  onDemand: {},
}));

/** The same amounts by nothing but bigint arithmetic on numbers that are at hand: what no engine can be faster than. */
export function bareTotal(seats: bigint, callTicks: bigint): bigint {
  const calls = callTicks - 10_000n * oneInTicks;
  const half = oneInTicks / 2n;
  const under = oneInTicks * oneInTicks;
  return 4_900n + (seats - 3n) * 1_500n + (2n * calls * half + under) / (2n * under) + 1_900n;
}

const lineByHand = (
  component: string,
  kind: string,
  quantity: string,
  unitAmountMinor: string | null,
  amountMinor: bigint,
) => ({
  component,
  kind,
  name,
  option: undefined,
  unit: undefined,
  quantity,
  unitAmountMinor,
  per: "1",
  tier: undefined,
  amountMinor,
  discountMinor: 0n,
});

/** The same five lines written by hand for this one plan: parse, multiply, print. */
export function linesByHand({ seats, usage, addons }: Quantities) {
  const calls = parseDecimal(usage.calls ?? "0") - 10_000n * oneInTicks;
  const extraSeats = seats - 3;
  const half = oneInTicks / 2n;
  const under = oneInTicks * oneInTicks;
  const callsMinor = (2n * calls * half + under) / (2n * under);
  const lines = [
    lineByHand("base", "base", "1", "4900", 4_900n),
    lineByHand("seats", "seats", String(extraSeats), "1500", BigInt(extraSeats) * 1_500n),
    lineByHand("calls", "included", "10000", null, 0n),
    lineByHand("calls", "usage", printDecimal(calls), "0.5", callsMinor),
  ];
  if (addons.support === "1") lines.push(lineByHand("support", "addon", "1", "1900", 1_900n));
  return lines;
}

/** One usage component with `count` tiers of 100 units; `tieredQuantities` enter each of them. */
export function tieredPlan(model: "graduated" | "volume", count: number): PlanDefinition {
  const tiers: Tier[] = Array.from({ length: count }, (_, index) => ({
    upTo: index === count - 1 ? null : String((index + 1) * 100),
    unitAmountMinor: `${index % 90}.125`,
    flatAmountMinor: "0",
  }));
  return usd([{ ...blank.usage("calls", "calls"), price: { model, tiers } }]);
}

export const tieredQuantities = (count: number): Quantities => ({
  seats: 0,
  usage: { calls: `${count * 100 - 50}.25` },
  addons: {},
  onDemand: {},
});

const nameOf = (index: number) => `part-${index}`;

/** `count` usage components, each with its own meter unit. */
export const widePlan = (count: number): PlanDefinition =>
  usd(
    Array.from({ length: count }, (_, index) => ({
      ...blank.usage(nameOf(index), nameOf(index)),
      price: { model: "per_unit", unitAmountMinor: `${index % 90}.125`, per: "1" },
    })),
  );

export const wideQuantities = (count: number): Quantities => ({
  seats: 0,
  usage: Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(index), `${index + 1}.25`])),
  addons: {},
  onDemand: {},
});

/** A discount and a tax that name each component, as the worst terms do. */
export const wideTerms = (count: number): PricingTerms => {
  const components = Array.from({ length: count }, (_, index) => nameOf(index));
  return {
    discounts: [{ name, value: { type: "percent", percent: "10" }, components, months: null }],
    monthsBefore: 0,
    taxes: [{ key: "tax", name, percent: "8.5", inclusive: false, components }],
    taxRounding: "half_up",
  };
};
