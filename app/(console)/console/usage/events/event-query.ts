import type { EventSearch } from "@/lib/features/console/usage-events/search-events";

/** The part of the explorer's state that its address keeps: the search, and which event is open. */
export type EventQuery = { search: EventSearch; open: EventName | null };
export type EventName = { tenant: string; eventKey: string };

/** Reads it from an address, which anybody can type. Values that are not valid are left out. */
export function readEventQuery(value: (name: string) => string | undefined): EventQuery {
  const text = (name: string) => (value(name) ?? "").trim().slice(0, 255);
  const instant = (name: string) => {
    const at = text(name);
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(at) && !Number.isNaN(Date.parse(at))
      ? at
      : undefined;
  };
  const after = text("after");
  const [tenant, eventKey] = text("event").split(":");
  return {
    search: {
      tenant: text("tenant"),
      eventName: text("name"),
      eventId: text("id"),
      time: text("time") === "happened" ? "happened" : "recorded",
      from: instant("from"),
      to: instant("to"),
      uncounted: text("uncounted") === "1",
      after: /^\d{4}-\d\d-\d\dT[\d:.]+Z(_[0-9a-f-]{36}_[0-9a-f-]{36})?$/.test(after) ? after : undefined,
    },
    open: tenant && eventKey ? { tenant, eventKey } : null,
  };
}

/** The address for a search, in a fixed order and without what is the default. */
export function eventsHref(search: EventSearch, open?: EventName): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | undefined) => value && query.set(name, value);
  set("tenant", search.tenant);
  set("name", search.eventName);
  set("id", search.eventId);
  set("time", search.time === "happened" ? "happened" : undefined);
  set("from", search.from);
  set("to", search.to);
  set("uncounted", search.uncounted ? "1" : undefined);
  set("after", search.after);
  set("event", open && `${open.tenant}:${open.eventKey}`);
  return `/console/usage/events${query.size > 0 ? `?${query}` : ""}`;
}
