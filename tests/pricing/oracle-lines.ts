import type {
  Component,
  OnDemandComponent,
  SeatsComponent,
  Tier,
  UsageComponent,
} from "@/lib/domain/catalog/component";
import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import type { LineKind } from "@/lib/domain/pricing/rated-invoice";
import { least, most, nought, Rational, total } from "./rational";

/** A line as the rules of lib/domain/pricing/README.md require it. */
export type OracleLine = {
  component: string;
  kind: LineKind;
  tier: number | null;
  quantity: Rational;
  amount: bigint;
};

const { parse } = Rational;
const one = Rational.of(1);

type Draft = Omit<OracleLine, "component">;

/** Each line is rounded once, half up. */
const priced = (kind: LineKind, quantity: Rational, price: Rational, tier: number | null = null): Draft => ({
  kind,
  tier,
  quantity,
  amount: quantity.times(price).halfUp(),
});

const included = (quantity: Rational): Draft => ({ kind: "included", tier: null, quantity, amount: 0n });

/** People, but at least the plan's minimum. */
function countedSeats(definition: PlanDefinition, people: number): number {
  const seats = definition.components.find((part): part is SeatsComponent => part.kind === "seats");
  return Math.max(people, seats?.minimum ?? 0);
}

/** What is recorded, in priced units. */
function scaledOf(component: UsageComponent, recorded: Rational): Rational {
  if (component.scale === null) return recorded;
  const places = Rational.of(10n ** BigInt(component.scale.decimals));
  const exact = recorded.over(parse(component.scale.divideBy));
  return Rational.of(exact.times(places).rounded(component.scale.rounding)).over(places);
}

/** The lines of a tier. A tier that has only a flat amount has no line for units. */
const tierLines = (tier: Tier, number: number, quantity: Rational): Draft[] => {
  const [unitAmount, flatAmount] = [parse(tier.unitAmountMinor), parse(tier.flatAmountMinor)];
  const flat = priced("tier_flat", one, flatAmount, number);
  const isFlatOnly = unitAmount.equals(nought) && !flatAmount.equals(nought);
  return isFlatOnly ? [flat] : [priced("usage", quantity, unitAmount, number), flat];
};

/** The lines for a billable quantity, from its first unit. */
function modelLines(component: UsageComponent, billable: Rational): Draft[] {
  const { price } = component;
  switch (price.model) {
    case "unlimited":
    case "limit":
      return [];
    case "per_unit":
      return [priced("usage", billable, parse(price.unitAmountMinor).over(parse(price.per)))];
    case "package":
      return [
        priced("packages", Rational.of(billable.over(parse(price.size)).ceiling()), parse(price.amountMinor)),
      ];
    case "graduated":
      return price.tiers.flatMap((tier, index) => {
        const from = parse(price.tiers[index - 1]?.upTo ?? "0");
        const end = tier.upTo === null ? billable : least(billable, parse(tier.upTo));
        if (!billable.isMoreThan(from)) return [];
        return tierLines(tier, index + 1, end.minus(from));
      });
    case "volume": {
      const index = price.tiers.findIndex(
        (tier) => tier.upTo === null || !billable.isMoreThan(parse(tier.upTo)),
      );
      const tier = price.tiers[index];
      if (!tier || billable.equals(nought)) return [];
      return tierLines(tier, index + 1, billable);
    }
  }
}

function usageLines(component: UsageComponent, quantities: Quantities, seats: number): Draft[] {
  const used = scaledOf(component, parse(quantities.usage[component.meter] ?? "0"));
  const allowance =
    component.price.model === "unlimited"
      ? used
      : parse(component.included).plus(parse(component.includedPerSeat).times(Rational.of(seats)));
  const lines = [
    included(least(used, allowance)),
    ...modelLines(component, most(nought, used.minus(allowance))),
  ];
  const sum = total(lines.map((line) => line.amount));
  const lifted =
    component.minimumMinor !== null && BigInt(component.minimumMinor) > sum
      ? BigInt(component.minimumMinor)
      : sum;
  const lowered =
    component.capMinor !== null && BigInt(component.capMinor) < lifted ? BigInt(component.capMinor) : lifted;
  return [
    ...lines,
    { kind: "minimum", tier: null, quantity: one, amount: lifted - sum },
    { kind: "cap", tier: null, quantity: one, amount: lowered - lifted },
  ];
}

function onDemandLines(component: OnDemandComponent, quantities: Quantities): Draft[] {
  const asked = parse(quantities.onDemand[component.key] ?? "0");
  const allowance = parse(component.included);
  return [
    included(least(asked, allowance)),
    priced("on_demand", most(nought, asked.minus(allowance)), parse(component.unitAmountMinor)),
  ];
}

function draftsOf(
  component: Component,
  definition: PlanDefinition,
  interval: PaidInterval,
  quantities: Quantities,
): Draft[] {
  const seats = countedSeats(definition, quantities.seats);
  const beyond = (count: number, free: number) => Rational.of(Math.max(0, count - free));
  switch (component.kind) {
    case "base":
      return [priced("base", one, parse(component.amountMinor[interval] ?? "0"))];
    case "seats":
      return [
        priced("seats", beyond(seats, component.included), parse(component.unitAmountMinor[interval] ?? "0")),
      ];
    case "usage":
      return usageLines(component, quantities, seats);
    case "on_demand":
      return onDemandLines(component, quantities);
    case "addon": {
      const { choice } = component;
      const chosen = quantities.addons[component.key];
      if (choice.type === "switch") {
        const isOn = chosen === "1";
        return isOn ? [priced("addon", one, parse(choice.amountMinor[interval] ?? "0"))] : [];
      }
      if (choice.type === "quantity") {
        const quantity = beyond(Number(chosen ?? "0"), choice.included);
        return [priced("addon", quantity, parse(choice.unitAmountMinor[interval] ?? "0"))];
      }
      const option = choice.options.find(({ key }) => key === chosen) ?? choice.options[0];
      return [priced("addon", one, parse(option?.amountMinor[interval] ?? "0"))];
    }
  }
}

const onlyIfNotZero: readonly LineKind[] = ["tier_flat", "minimum", "cap"];

/** All lines. Lines of no quantity, and minimum or cap lines of zero, are left out. */
export const linesOf = (
  definition: PlanDefinition,
  interval: PaidInterval,
  quantities: Quantities,
): OracleLine[] =>
  definition.components.flatMap((component) =>
    draftsOf(component, definition, interval, quantities)
      .filter(
        (line) =>
          line.quantity.isMoreThan(nought) && (line.amount !== 0n || !onlyIfNotZero.includes(line.kind)),
      )
      .map((line) => ({ component: component.key, ...line })),
  );
