import type { DecimalText } from "../catalog/component";

/**
 * How much of everything there is, by name; what is not named is zero, or an add-on's default. The names of components
 * that the plan does not have are ignored, so the same quantities can be priced on several plans.
 */
export type Quantities = {
  /** People with a seat. */
  seats: number;
  /** What each meter unit recorded in the month, by its name, in recorded units. */
  usage: Readonly<Record<string, DecimalText>>;
  /** By component key: a switch is on from "1", a quantity is its whole number, a group names the option's key. */
  addons: Readonly<Record<string, string>>;
  /** By component key: everything asked for in the month, what is included among it. */
  onDemand: Readonly<Record<string, DecimalText>>;
};

export const nothingUsed: Quantities = { seats: 0, usage: {}, addons: {}, onDemand: {} };
