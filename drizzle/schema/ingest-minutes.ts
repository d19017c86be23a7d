import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, internalPolicies } from "./access";

/** What became of an event that was sent: taken, known already, its id known with other content, or refused. */
export type IngestOutcome = "new" | "known" | "conflict" | "rejected" | "uncounted";

/**
 * How many events arrived in each minute of Choba's time and what became of them. It has no tenant: much of what is
 * refused names none that exists, and it tells how the whole desk stands, to staff only. A statistic, not a record: each
 * process adds its own numbers every few seconds, and counts never come from here.
 */
export const ingestMinutes = pgTable(
  "ingest_minutes",
  {
    minute: instant("minute").notNull(),
    outcome: text("outcome").$type<IngestOutcome>().notNull(),
    /**
     * `rejected`: the first rule that was broken. `new`: how late it came, as the upper end of its step in seconds.
     * `uncounted` (taken too, and counted there): the name that no meter unit listens to. Otherwise empty.
     */
    detail: text("detail").notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    /** From when the event happened to when it was recorded, for the latest one. */
    worstLagMs: bigint("worst_lag_ms", { mode: "number" }).notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.minute, table.outcome, table.detail] }),
    ...internalPolicies("ingest_minutes"),
  ],
);
