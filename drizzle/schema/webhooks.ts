import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Attempt, DeliveryState, SwitchedOffReason } from "@/lib/domain/events/delivery";
import type { EventData } from "@/lib/domain/events/event-data";
import type { EventType } from "@/lib/domain/events/event-types";
import type { Id } from "@/lib/domain/ids";
import { instant, internalPolicies, tenantId, tenantPolicies } from "./access";

/** Numbers events in the order in which they are published. */
export const eventPositions = pgSequence("event_positions");

/**
 * What has happened to tenants, for the SaaS's own servers: written with the change itself, then published and delivered.
 */
export const events = pgTable(
  "events",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"event">>().notNull(),
    type: text("type").$type<EventType>().notNull(),
    objectId: text("object_id").notNull(),
    /** Given while the object is locked by the change: of two events about one object the higher is the newer. */
    version: bigserial("version", { mode: "bigint" }).notNull(),
    /**
     * Given one after the other to events that are committed already. So whoever has read up to one position misses nothing
     * that is committed later. Null: not published yet.
     */
    position: bigint("position", { mode: "bigint" }),
    /** Names a fact that may be noted several times and is told once; null: it is noted once. */
    fact: text("fact"),
    occurredAt: instant("occurred_at").notNull(),
    data: jsonb("data").$type<EventData>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("events_by_id").on(table.id),
    uniqueIndex("events_once").on(table.tenantId, table.fact).where(sql`${table.fact} is not null`),
    index("events_unpublished").on(table.version).where(sql`${table.position} is null`),
    uniqueIndex("events_published").on(table.position).where(sql`${table.position} is not null`),
    index("events_of_tenant").on(table.tenantId, table.position),
    index("events_by_time").on(table.occurredAt),
    ...tenantPolicies("events", table.tenantId),
  ],
);

/** Where the SaaS wants events to be sent. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: text("id").$type<Id<"webhookEndpoint">>().primaryKey(),
    url: text("url").notNull(),
    description: text("description").notNull().default(""),
    /** Null: all, also those that there will be one day. */
    types: text("types").array().$type<EventType[]>(),
    /** The secret that signs, sealed; the former one signs too until `formerUntil`. */
    sealedSecret: text("sealed_secret").notNull(),
    sealedFormerSecret: text("sealed_former_secret"),
    formerUntil: instant("former_until"),
    /** Null: it is on. */
    switchedOffAt: instant("switched_off_at"),
    switchedOffReason: text("switched_off_reason").$type<SwitchedOffReason>(),
    /** Since when nothing was accepted; null: the last attempt was. */
    failingSince: instant("failing_since"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  () => internalPolicies("webhook_endpoints"),
);

/** One event on its way to one endpoint. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: text("id").$type<Id<"delivery">>().primaryKey(),
    endpointId: text("endpoint_id")
      .$type<Id<"webhookEndpoint">>()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
    eventId: text("event_id")
      .$type<Id<"event">>()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    state: text("state").$type<DeliveryState>().notNull().default("pending"),
    /** Attempts since it was last asked for, which decide how long is waited for the next one. */
    tries: integer("tries").notNull().default(0),
    /** Not tried before this, by Choba's time. */
    nextTryAt: instant("next_try_at").notNull(),
    /** While this is in the future (by the machine's clock), some process is sending it. */
    claimedUntil: instant("claimed_until"),
    /** The newest attempts, the oldest of them first. */
    attempts: jsonb("attempts").$type<Attempt[]>().notNull().default([]),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    unique("webhook_deliveries_once").on(table.endpointId, table.eventId),
    index("webhook_deliveries_of_event").on(table.eventId),
    index("webhook_deliveries_newest").on(table.endpointId, table.id.desc()),
    index("webhook_deliveries_due")
      .on(table.endpointId, table.nextTryAt)
      .where(sql`${table.state} = 'pending'`),
    ...internalPolicies("webhook_deliveries"),
  ],
);
