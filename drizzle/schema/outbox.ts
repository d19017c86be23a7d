import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import type { Id } from "@/lib/domain/ids";
import type { AsideReason, InboxState, OutboxState } from "@/lib/domain/messages/message-states";
import { instant, internalPolicies, sharedPolicies, tenantId, tenantPolicies } from "./access";
import { bytes } from "./bytes";

/**
 * The outbox: one message for each thing to be done outside the database. It is committed with the change
 * that needs it and carried out afterwards. Its id is the idempotency key at Stripe, so carrying it out twice
 * has the same result as once.
 */
export const outboxMessages = pgTable(
  "outbox_messages",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"message">>().notNull(),
    /** Such as `stripe.subscription.create` or `mail.send`. */
    operation: text("operation").notNull(),
    parameters: jsonb("parameters").notNull(),
    /** What a mail is about, for the page that asked for it: `invitation:inv_…`. */
    subject: text("subject"),
    state: text("state").$type<OutboxState>().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    /** While this is in the future (by the machine's clock), some process is carrying the message out. */
    claimedUntil: instant("claimed_until"),
    /** Not tried before this (by the machine's clock), unless somebody asks for it. */
    nextAttemptAt: instant("next_attempt_at"),
    /** Why the last attempt failed; of a refused message the code of the refusal. */
    lastError: text("last_error"),
    /** What the outside said when it refused. */
    errorDetail: text("error_detail"),
    /** Why staff skipped it, and who did, or who had it sent anew. */
    skipReason: text("skip_reason"),
    settledBy: text("settled_by"),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("outbox_messages_pending").on(table.createdAt).where(sql`${table.state} = 'pending'`),
    index("outbox_messages_refused").on(table.createdAt).where(sql`${table.state} = 'refused'`),
    index("outbox_messages_mails")
      .on(table.closedAt)
      .where(sql`${table.operation} = 'mail.send' and ${table.parameters} <> '{}'`),
    index("outbox_messages_newest").on(table.createdAt, table.id),
    index("outbox_messages_about")
      .on(table.subject, table.createdAt)
      .where(sql`${table.subject} is not null`),
    ...tenantPolicies("outbox_messages", table.tenantId),
  ],
);

/** The inbox: every event received from Stripe, stored once, with its result. */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    objectId: text("object_id").notNull(),
    /** Null once it is older than payloads are kept. */
    payload: jsonb("payload"),
    receivedAt: instant("received_at").notNull(),
    state: text("state").$type<InboxState>().notNull().default("pending"),
    /** When it was closed, in whatever state. */
    processedAt: instant("processed_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    asideReason: text("aside_reason").$type<AsideReason>(),
    lastError: text("last_error"),
    skipReason: text("skip_reason"),
    settledBy: text("settled_by"),
  },
  (table) => [
    index("stripe_events_unprocessed").on(table.receivedAt).where(sql`${table.processedAt} is null`),
    index("stripe_events_failed").on(table.receivedAt).where(sql`${table.state} in ('refused', 'set_aside')`),
    index("stripe_events_with_payload").on(table.processedAt).where(sql`${table.payload} is not null`),
    index("stripe_events_newest").on(table.receivedAt, table.id),
    ...internalPolicies("stripe_events"),
  ],
);

/** One row: how many days it is kept what closed messages say, and when what is older was deleted last. */
export const retentionSettings = pgTable(
  "retention_settings",
  {
    id: integer("id").primaryKey(),
    payloadDays: integer("payload_days").notNull().default(90),
    mailDays: integer("mail_days").notNull().default(90),
    tokenDays: integer("token_days").notNull().default(30),
    deadJobDays: integer("dead_job_days").notNull().default(30),
    historyDays: integer("history_days").notNull().default(400),
    eventDays: integer("event_days").notNull().default(30),
    purgedAt: instant("purged_at"),
  },
  () => sharedPolicies("retention_settings"),
);

/** One row: whether Stripe answers, as the process sees it that noticed a change last. Times are the machine's. */
export const stripeAvailability = pgTable(
  "stripe_availability",
  {
    id: integer("id").primaryKey(),
    awaySince: instant("away_since"),
    reason: text("reason"),
    backSince: instant("back_since"),
  },
  () => sharedPolicies("stripe_availability"),
);

/** What the demo's mailbox shows, and in production what was handed to SMTP. */
export const sentMails = pgTable(
  "sent_mails",
  {
    seq: bigserial("seq", { mode: "bigint" }).primaryKey(),
    messageId: text("message_id").notNull().unique(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    sentAt: instant("sent_at").notNull(),
  },
  (table) => [index("sent_mails_by_time").on(table.sentAt), ...internalPolicies("sent_mails")],
);

/** Who did what, on whose behalf, before and after. Written with the change itself and never altered. */
export const auditLog = pgTable(
  "audit_log",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"audit">>().notNull(),
    at: instant("at").notNull(),
    actor: text("actor").notNull(),
    actorName: text("actor_name").notNull(),
    action: text("action").$type<AuditAction>().notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
    requestId: text("request_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("audit_log_newest").on(table.tenantId, table.at.desc(), table.id.desc()),
    // What was refunded in a month, of all tenants.
    index("audit_log_refunds")
      .on(table.at)
      .where(sql`${table.action} in ('at_stripe.refunded', 'at_stripe.refund_failed')`),
    ...tenantPolicies("audit_log", table.tenantId),
  ],
);

/**
 * How long the chain of each tenant's audit log is, and its last hash. Rows that were cut off at the end are missed by it. A
 * chain for each tenant lets the transactions of different tenants go on beside each other.
 */
export const auditChains = pgTable(
  "audit_chains",
  {
    tenantId: tenantId().$type<Id<"tenant">>().primaryKey(),
    length: integer("length").notNull(),
    hash: bytes("hash").notNull(),
  },
  () => internalPolicies("audit_chains"),
);

/**
 * The place of each row of the audit log in its tenant's chain: the SHA-256 of the hash before it and of the row's content.
 * Written by the database as the row is committed (drizzle/audit-chain.ts).
 */
export const auditLinks = pgTable(
  "audit_links",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    number: integer("number").notNull(),
    auditId: text("audit_id").$type<Id<"audit">>().notNull(),
    hash: bytes("hash").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.number] }),
    unique("audit_links_by_row").on(table.tenantId, table.auditId),
    ...internalPolicies("audit_links"),
  ],
);
