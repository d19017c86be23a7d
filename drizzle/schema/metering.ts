import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { EventProperties } from "@/lib/domain/metering/usage-event";
import { ingestRole, instant, internalPolicies, staffRole, tenantRole } from "./access";

/**
 * Usage tables hold very many rows, so they store ids of tenants and units as 16 bytes, without the prefix
 * (`ten_0198…` → `0198…`). Every key begins with the tenant, so rows of two tenants never conflict.
 */
const tenantId = () => uuid("tenant_id").notNull();

/** An exact decimal, as text outside the database. */
const decimal = customType<{ data: string }>({ dataType: () => "numeric" });

const currentTenant = sql`(select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)`;

const all = sql`true`;

/** Like `tenantPolicies`, for tenants named by their UUID. */
export function usagePolicies(table: string, column: AnyPgColumn) {
  const own = sql`${column} = ${currentTenant}`;
  return [
    pgPolicy(`${table}_own_rows`, { for: "all", to: tenantRole, using: own, withCheck: own }),
    pgPolicy(`${table}_all_rows_for_staff`, { for: "all", to: staffRole, using: all, withCheck: all }),
  ];
}

/** The ingest role writes for all tenants in one statement. Its privileges are granted in drizzle/migrate. */
export const writtenByIngest = (table: string) =>
  pgPolicy(`${table}_written_by_ingest`, { for: "all", to: ingestRole, using: all, withCheck: all });

/** What happened, stored once per tenant and event id, never changed. */
export const usageEvents = pgTable(
  "usage_events",
  {
    tenantId: tenantId(),
    /** The event id itself if it is a UUID, otherwise 128 bits of its hash. */
    eventKey: uuid("event_key").notNull(),
    /** The event id if it is no UUID. */
    eventId: text("event_id"),
    eventName: text("event_name").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    /**
     * 64 bits of the hash of the event's whole content. It distinguishes a repeated event from another one
     * with the same id.
     */
    fingerprint: bigint("fingerprint", { mode: "bigint" }).notNull(),
    properties: jsonb("properties").$type<EventProperties>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.eventKey] }),
    // A b-tree would cost work for every event. Block ranges cost it once per block, when the block is full.
    // They tell which blocks may hold a time or a name. Times of occurrence have several spans per block,
    // because late events are stored among today's. A tenant's events are found by the key: an index of
    // blocks would only grow with the number of tenants.
    index("usage_events_by_block")
      .using(
        "brin",
        table.recordedAt,
        table.occurredAt.op("timestamptz_minmax_multi_ops"),
        table.eventName.op("text_bloom_ops(n_distinct_per_range=64)"),
      )
      .with({ pages_per_range: 32, autosummarize: true }),
    ...usagePolicies("usage_events", table.tenantId),
    writtenByIngest("usage_events"),
  ],
);

/**
 * What a unit counted on a day of the tenant's zone. It is written in one statement with the events, so reads
 * never scan them.
 */
export const usageDays = pgTable(
  "usage_days",
  {
    tenantId: tenantId(),
    unitId: uuid("unit_id").notNull(),
    day: date("day").notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    sum: decimal("sum").notNull(),
    max: decimal("max").notNull(),
    last: decimal("last").notNull(),
    lastAt: instant("last_at").notNull(),
    lastKey: uuid("last_key").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.unitId, table.day] }),
    ...usagePolicies("usage_days", table.tenantId),
    writtenByIngest("usage_days"),
  ],
);

/** The different values that a `unique` unit has seen on each day, as 128 bits of their hash. */
export const usageSeen = pgTable(
  "usage_seen",
  {
    tenantId: tenantId(),
    unitId: uuid("unit_id").notNull(),
    day: date("day").notNull(),
    seen: uuid("seen").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.unitId, table.day, table.seen] }),
    ...usagePolicies("usage_seen", table.tenantId),
    writtenByIngest("usage_seen"),
  ],
);

/**
 * One row with a version number. It grows whenever a meter unit, a tenant's zone or the way of aggregating
 * changes. Each write of events names the version it was computed with, and is refused if the version has
 * changed.
 */
export const meteringEpoch = pgTable(
  "metering_epoch",
  {
    id: integer("id").primaryKey().default(1),
    epoch: bigint("epoch", { mode: "number" }).notNull(),
    /** False while all units count by `sum`, as without Stripe (COUNT-3); null until a process has set it. */
    aggregationsApply: boolean("aggregations_apply"),
  },
  () => internalPolicies("metering_epoch"),
);

/**
 * One row: how often something has changed that processes keep in memory of keys, tenants and the demo's clock. Triggers
 * count it up as they commit.
 */
export const knownEpoch = pgTable(
  "known_epoch",
  {
    id: integer("id").primaryKey().default(1),
    epoch: bigint("epoch", { mode: "number" }).notNull(),
  },
  () => internalPolicies("known_epoch"),
);

/** Corrections of an event, newest last. The event itself stays as it was sent. */
export const usageCorrections = pgTable(
  "usage_corrections",
  {
    tenantId: tenantId(),
    eventKey: uuid("event_key").notNull(),
    /** UUIDv7: grows with time. */
    correctionId: uuid("correction_id").notNull(),
    /** `void`: the event counts nothing. `amend`: it counts with these properties at this time instead. */
    kind: text("kind").$type<"void" | "amend">().notNull(),
    properties: jsonb("properties").$type<EventProperties>(),
    occurredAt: instant("occurred_at"),
    reason: text("reason").notNull(),
    /** As in the audit log. */
    actor: text("actor").notNull(),
    correctedAt: instant("corrected_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.eventKey, table.correctionId] }),
    ...usagePolicies("usage_corrections", table.tenantId),
  ],
);

/**
 * What must be counted again: all units of a tenant (its zone changed), or one unit of all tenants (its rule
 * changed). The nil UUID stands for "all". A row is deleted when its work is done. A process that finds a row
 * whose claim has expired continues from its cursor.
 */
export const usageRecounts = pgTable(
  "usage_recounts",
  {
    tenantId: tenantId(),
    unitId: uuid("unit_id").notNull(),
    /** A new one for each request. Work for an older request stops. */
    revision: uuid("revision").notNull(),
    /** How many days of tenants there are, known once the work has begun. */
    planned: integer("planned"),
    done: integer("done").notNull().default(0),
    cursorTenant: uuid("cursor_tenant"),
    cursorDay: date("cursor_day"),
    /** By the database's clock, because it is about processes. */
    claimedUntil: instant("claimed_until"),
    requestedAt: instant("requested_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.unitId] }),
    ...usagePolicies("usage_recounts", table.tenantId),
  ],
);

/** Months (UTC) whose raw events have been, or are being, archived to a file. Their counts are final. */
export const usageArchive = pgTable(
  "usage_archive",
  {
    month: text("month").primaryKey(),
    frozenAt: instant("frozen_at").notNull(),
    /** Known once the file is complete and the keys are stored. */
    file: text("file"),
    sha256: text("sha256"),
    events: integer("events"),
    /** The greatest UUIDv7 among the archived keys. A greater one has certainly not been archived. */
    newestOrderedKey: text("newest_ordered_key"),
    /** When the last of the month's rows was deleted. */
    droppedAt: instant("dropped_at"),
  },
  () => internalPolicies("usage_archive"),
);

/**
 * The ids of archived events, which stay refused, with the hash that distinguishes a repeat from another
 * event.
 */
export const usageArchivedKeys = pgTable(
  "usage_archived_keys",
  {
    tenantId: tenantId(),
    eventKey: uuid("event_key").notNull(),
    fingerprint: bigint("fingerprint", { mode: "bigint" }).notNull(),
    /**
     * The month whose file has the event; unknown for events that were archived before this column existed.
     */
    month: text("month"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.eventKey] }),
    ...usagePolicies("usage_archived_keys", table.tenantId),
  ],
);

/**
 * The present value of a unit at one second, as SaaSus's dialect sets it. Each counts as one recorded value
 * of its local day, in addition to the events' values. Every change of it is an event as well
 * (`choba.point:<unit name>`).
 */
export const usagePoints = pgTable(
  "usage_points",
  {
    tenantId: tenantId(),
    unitId: uuid("unit_id").notNull(),
    /** A whole second. */
    at: instant("at").notNull(),
    value: decimal("value").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.unitId, table.at] }),
    ...usagePolicies("usage_points", table.tenantId),
  ],
);
