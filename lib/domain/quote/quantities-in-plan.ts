import type { PlanDefinition } from "../catalog/plan";
import { isDecimal, parseDecimal } from "../money/decimal";
import type { Quantities } from "../pricing/quantities";

/**
 * Keeps the quantities that a plan has, of quantities that were chosen for several plans. An offer names
 * nothing that it does not sell.
 */
export function quantitiesInPlan({ components }: PlanDefinition, quantities: Quantities): Quantities {
  const meters = new Set(components.flatMap((each) => (each.kind === "usage" ? [each.meter] : [])));
  const keysOf = (kind: "addon" | "on_demand") =>
    new Set(components.flatMap((each) => (each.kind === kind ? [each.key] : [])));
  const countsSeats = components.some(
    (each) => each.kind === "seats" || (each.kind === "usage" && parseDecimal(each.includedPerSeat) > 0n),
  );
  return {
    seats: countsSeats ? quantities.seats : 0,
    usage: only(quantities.usage, meters),
    addons: only(quantities.addons, keysOf("addon")),
    onDemand: only(quantities.onDemand, keysOf("on_demand")),
  };
}

/** Drops zeros, which need not be named. */
const only = (amounts: Readonly<Record<string, string>>, names: ReadonlySet<string>) =>
  Object.fromEntries(
    Object.entries(amounts).filter(
      ([name, amount]) => names.has(name) && !(isDecimal(amount) && parseDecimal(amount) === 0n),
    ),
  );
