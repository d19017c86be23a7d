import type { FilterCondition } from "../catalog/meter-unit";
import type { FieldError } from "../errors";
import type { EventProperties } from "./usage-event";
import { recordedValue } from "./value";

/** The fields of a meter unit that decide how an event counts. */
export type CountingRule = {
  eventName: string;
  /** All must hold. */
  filter: readonly FilterCondition[];
  /** The property that is aggregated; null: each event counts as one. */
  property: string | null;
  /** True if different values are counted, not their amounts. */
  isUnique: boolean;
  /**
   * True while amounts are counted only because Stripe is off, although different values were chosen. Text
   * then adds nothing.
   */
  mayBeText?: boolean;
};

/** What one event adds to one unit: a number, or for `unique` the value that was seen. */
export type Contribution = { value: string } | { seen: string };

/**
 * What an event adds to a unit that counts events of its name. Null if the filter or a missing property
 * excludes it. A value that is no number is an error of the sender.
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
