import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, internalPolicies } from "./access";

/**
 * The result for an event that was sent: accepted, known already, its id known with other content, or
 * refused.
 */
export type IngestOutcome = "new" | "known" | "conflict" | "rejected" | "uncounted" | "unread";

/**
 * How many events arrived in each minute of Choba's time, with which result. It has no tenant: many refused
 * events name no tenant that exists, and the numbers describe the whole installation, for staff only. It is a
 * statistic and not a record: each process adds its own numbers every few seconds, and counts never come from
 * here.
 */
export const ingestMinutes = pgTable(
  "ingest_minutes",
  {
    minute: instant("minute").notNull(),
    outcome: text("outcome").$type<IngestOutcome>().notNull(),
    /**
     * `rejected`: the first rule that was broken. `new`: how late it arrived, as the upper end of its step in
     * seconds. `uncounted` (accepted too, and included in `new`): the name that no meter unit counts.
     * `unread` (so too): the name, a tab, and the properties that units of this name miss. Otherwise empty.
     */
    detail: text("detail").notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    /** The time between the latest event and its recording. */
    worstLagMs: bigint("worst_lag_ms", { mode: "number" }).notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.minute, table.outcome, table.detail] }),
    ...internalPolicies("ingest_minutes"),
  ],
);
