import type { LocalizedText } from "./plan";

/**
 * How recorded values become one number over a day or a month. COUNT-1 asks for `sum` and `max`. `count`
 * counts events, `unique` counts different values of a property, `last` is the newest value.
 */
export const aggregations = ["sum", "max", "count", "unique", "last"] as const;
export type Aggregation = (typeof aggregations)[number];

/**
 * The aggregation while nobody can choose: without Stripe the setting is hidden and `sum` applies (COUNT-3).
 */
const withoutStripe: Aggregation = "sum";

/** The aggregation that holds now. The chosen one is kept, and holds again once Stripe is switched on. */
export const effectiveAggregation = (chosen: Aggregation, aggregationsApply: boolean): Aggregation =>
  aggregationsApply ? chosen : withoutStripe;

/** The allowed form of a unit's name (SaaSus's `unit_name`). */
export const unitNameForm = /^[a-z0-9][a-z0-9_.-]{0,59}$/;

/** A condition on an event's property. Values are compared as text. */
export type FilterCondition = { property: string; operator: "is" | "is_not"; values: string[] };

/** Everything about a meter unit that people choose. */
export type MeterUnit = {
  unitName: string;
  displayName: LocalizedText;
  /** What one unit is called, in the plural: "calls". */
  unitLabel: LocalizedText;
  description: string;
  /** Events of this name are counted. */
  eventName: string;
  /** The event's property that is aggregated; null: each event counts as one. */
  property: string | null;
  /** Conditions on the event's properties; all must hold. Absent: no conditions. */
  filter?: FilterCondition[];
  aggregation: Aggregation;
};
