import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import type { Id } from "@/lib/domain/ids";
import { instant, internalPolicies, tenantId, tenantPolicies } from "./access";

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
    state: text("state").$type<"pending" | "done" | "refused">().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    /** While this is in the future (by the machine's clock), some process is carrying the message out. */
    claimedUntil: instant("claimed_until"),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("outbox_messages_pending").on(table.createdAt).where(sql`${table.state} = 'pending'`),
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
    payload: jsonb("payload").notNull(),
    receivedAt: instant("received_at").notNull(),
    processedAt: instant("processed_at"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
  },
  (table) => [
    index("stripe_events_unprocessed").on(table.receivedAt).where(sql`${table.processedAt} is null`),
    ...internalPolicies("stripe_events"),
  ],
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
  () => internalPolicies("sent_mails"),
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
