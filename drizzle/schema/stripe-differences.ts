import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { Decision, DifferenceFacts, DifferenceKind } from "@/lib/domain/stripe-differences/difference";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * Where Stripe says something else than Choba: what people changed there, and what Choba had not heard of. A row is open
 * until a reading finds nothing of it any more; what was lost and read anew is closed from the beginning.
 */
export const stripeDifferences = pgTable(
  "stripe_differences",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"difference">>().notNull(),
    kind: text("kind").$type<DifferenceKind>().notNull(),
    /** Names it among those of its kind: an item, a price, a subscription, an event at Stripe. */
    key: text("key").notNull(),
    stripeSubscriptionId: text("stripe_subscription_id"),
    facts: jsonb("facts").$type<DifferenceFacts>().notNull(),
    foundAt: instant("found_at").notNull(),
    foundBy: text("found_by").$type<"webhook" | "reconciliation">().notNull(),
    /** What was decided; null: it waits for somebody. `read_anew`, `timed_out`: Choba did it by itself. */
    decision: text("decision").$type<Decision | "read_anew" | "timed_out">(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    /** When admins were told by mail that nobody had decided. */
    toldAt: instant("told_at"),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("stripe_differences_one_open")
      .on(table.tenantId, table.kind, table.key)
      .where(sql`${table.closedAt} is null`),
    index("stripe_differences_undecided")
      .on(table.foundAt)
      .where(sql`${table.closedAt} is null and ${table.decision} is null`),
    index("stripe_differences_newest").on(table.foundAt.desc()),
    ...tenantPolicies("stripe_differences", table.tenantId),
  ],
);
