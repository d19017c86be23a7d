/** Events of one name that add nothing to any unit, because properties are missing. */
export type UnreadEvents = {
  eventName: string;
  missing: string[];
  /** The properties that the first of them has: one may be a misspelt name. */
  sent: string[];
  events: number;
};

/** The same kinds added up, in the order in which they came. */
export function gatherUnread(events: readonly UnreadEvents[]): UnreadEvents[] {
  const kinds = new Map<string, UnreadEvents>();
  for (const unread of events) {
    const key = unreadDetail(unread.eventName, unread.missing);
    const known = kinds.get(key);
    if (known) known.events += unread.events;
    else kinds.set(key, { ...unread });
  }
  return [...kinds.values()];
}

/** A kind as the statistics have it. Names have no control characters, so that a tab separates. */
export const unreadDetail = (eventName: string, missing: readonly string[]): string =>
  [eventName, ...missing].join("\t");
