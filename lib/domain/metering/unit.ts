import type { FilterCondition } from "../catalog/meter-unit";
import type { FieldError } from "../errors";
import type { EventProperties } from "./event";
import { recordedValue } from "./value";

/** What of a meter unit decides how an event counts. */
export type CountingRule = {
  eventName: string;
  /** All must hold. */
  filter: readonly FilterCondition[];
  /** The property that is aggregated; null: an event counts as one. */
  property: string | null;
  /** True where different values count, not their amounts. */
  isUnique: boolean;
  /** True where amounts count only for now (Stripe is off) and different values were chosen: text then adds nothing. */
  mayBeText?: boolean;
};

/** What one event adds to one unit: a number, or for `unique` the value that was seen. */
export type Contribution = { value: string } | { seen: string };

/**
 * What an event adds to a unit that listens to its name: null if the filter or a missing property leaves it out. A value
 * that is no number is an error of the sender.
 */
export function contributionOf(
  rule: CountingRule,
  properties: EventProperties,
): Contribution | { error: FieldError } | null {
  if (!rule.filter.every((condition) => holds(condition, properties))) return null;
  const name = rule.property;
  if (name === null) return { value: "1" };
  const property = properties[name];
  if (property === undefined) return null;
  if (rule.isUnique) return { seen: String(property) };
  const value = recordedValue(property);
  if (!value.ok && rule.mayBeText) return null;
  return value.ok ? { value: value.text } : { error: { field: `metadata.${name}`, rule: value.rule } };
}

function holds({ property, operator, values }: FilterCondition, properties: EventProperties): boolean {
  const actual = properties[property];
  const isAmong = actual !== undefined && values.includes(String(actual));
  return operator === "is" ? isAmong : !isAmong;
}
