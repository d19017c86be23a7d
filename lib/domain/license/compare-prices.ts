import { nothingUsed } from "../pricing/quantities";
import { compilePlan, rate } from "../pricing/rate";
import type { Holding } from "./holding";

export type PriceStep = "dearer" | "cheaper" | "same";

/** Compares what two holdings cost in a year before discounts and tax: twelve months, or one year. Null (Free) is 0. */
export function comparePrices(held: Holding | null, wanted: Holding | null): PriceStep {
  const [before, after] = [yearlyPrice(held), yearlyPrice(wanted)];
  if (before === after) return "same";
  return after > before ? "dearer" : "cheaper";
}

function yearlyPrice(holding: Holding | null): bigint {
  if (holding === null) return 0n;
  const { definition, interval, seats, addons } = holding;
  const plan = compilePlan(definition, interval);
  const { subtotalMinor } = rate(plan, { ...nothingUsed, seats, addons }, undefined, "fixed");
  return interval === "month" ? subtotalMinor * 12n : subtotalMinor;
}
