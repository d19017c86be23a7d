import type { PaidInterval, PlanDefinition } from "../catalog/plan";

/** What a license holds, or shall hold. Free is null: it has no price. */
export type Holding = {
  planVersionId: string;
  /** Orders plans: a higher rank sells more. */
  rank: number;
  definition: PlanDefinition;
  interval: PaidInterval;
  /** People with a seat. */
  seats: number;
  /** By component key: "1" turns a switch on, a quantity is a whole number, a group holds the option's key. */
  addons: Readonly<Record<string, string>>;
};
