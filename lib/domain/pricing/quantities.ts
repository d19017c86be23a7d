import type { DecimalText } from "../catalog/component";

/**
 * All quantities, by name. A quantity that is absent is zero, or an add-on's default. Names that the plan
 * does not have are ignored, so the same quantities can be priced on several plans.
 */
export type Quantities = {
  /** People with a seat. */
  seats: number;
  /** What each meter unit recorded in the month, by the unit's name, in recorded units. */
  usage: Readonly<Record<string, DecimalText>>;
  /**
   * By component key: "1" turns a switch on, a quantity is a whole number, a group holds the option's key.
   */
  addons: Readonly<Record<string, string>>;
  /** By component key: everything ordered in the month, including what the plan includes. */
  onDemand: Readonly<Record<string, DecimalText>>;
};

export const nothingUsed: Quantities = { seats: 0, usage: {}, addons: {}, onDemand: {} };
