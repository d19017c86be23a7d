import type { CountingRule } from "./contribution";
import type { EventProperties } from "./usage-event";

/**
 * The properties for whose absence an event of a counted name adds nothing: those that units of its name aggregate, or
 * that their filters ask for. Nothing where a filter leaves the event out by a value that it has: that is meant.
 */
export function missingProperties(
  rules: readonly CountingRule[],
  eventName: string,
  properties: EventProperties,
): string[] {
  const missing = new Set<string>();
  for (const { eventName: counted, filter, property } of rules) {
    if (counted !== eventName) continue;
    const asked = filter.filter(({ operator }) => operator === "is").map((condition) => condition.property);
    const isLeftOut = filter.some((condition) => {
      const value = properties[condition.property];
      const isAmong = value !== undefined && condition.values.includes(String(value));
      return condition.operator === "is" ? value !== undefined && !isAmong : isAmong;
    });
    if (isLeftOut) continue;
    for (const name of [...asked, ...(property === null ? [] : [property])])
      if (properties[name] === undefined) missing.add(name);
  }
  return [...missing].sort();
}
