import { missingProperties } from "@/lib/domain/metering/missing-properties";
import type { UnreadEvents } from "@/lib/domain/metering/unread-events";
import type { Directory } from "@/lib/features/usage/metering/units/directory";
import { type PreparedEvent, prepareAnew } from "./prepare";

/** What was taken and adds nothing. */
export type Uncounted = {
  /** Names that no meter unit listens to. */
  names: ReadonlySet<string>;
  /** Events of counted names, with what is missing in them. */
  unread: ReadonlyMap<PreparedEvent, UnreadEvents>;
};

export const nothingUncounted: Uncounted = { names: new Set(), unread: new Map() };

/** Which of the events add nothing under what the directory knows. All is in memory; those that add something cost a look. */
export function uncountedAmong(prepared: readonly PreparedEvent[], directory: Directory): Uncounted {
  const rules = directory.units.map(({ rule }) => rule);
  const counted = new Set(rules.map(({ eventName }) => eventName));
  const names = new Set<string>();
  const unread = new Map<PreparedEvent, UnreadEvents>();
  for (const each of prepared) {
    const { row } = each.epoch === directory.epoch ? each : prepareAnew(each, directory);
    if (row.counts.length > 0) continue;
    const { eventName, properties } = each.event;
    if (!counted.has(eventName)) names.add(eventName);
    else {
      // Nothing is missing where a filter leaves it out on purpose.
      const missing = missingProperties(rules, eventName, properties);
      if (missing.length > 0)
        unread.set(each, { eventName, missing, sent: Object.keys(properties), events: 1 });
    }
  }
  return { names, unread };
}
