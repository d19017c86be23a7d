import { sql } from "drizzle-orm";
import { bigserial, boolean, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ReconciliationStage } from "@/lib/domain/stripe-differences/reconciliation-stages";
import { instant, internalPolicies } from "./access";

/** The Stripe account to which the keys of this database belong. One row. */
export const stripeAccount = pgTable(
  "stripe_account",
  {
    id: integer("id").primaryKey(),
    accountId: text("account_id").notNull(),
    isLive: boolean("is_live").notNull(),
    since: instant("since").notNull(),
  },
  () => internalPolicies("stripe_account"),
);

/** Comparisons of Choba with Stripe, each of all tenants. One runs at a time, page by page, and can go on anywhere. */
export const reconciliationRounds = pgTable(
  "reconciliation_rounds",
  {
    seq: bigserial("seq", { mode: "bigint" }).primaryKey(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    stage: text("stage").$type<ReconciliationStage>().notNull(),
    /** The last object of the stage that was compared; null: none yet. */
    cursor: text("cursor"),
    /** How many objects of each stage were compared, and how many requests all of it took. */
    compared: jsonb("compared").$type<Partial<Record<ReconciliationStage, number>>>().notNull().default({}),
    requests: integer("requests").notNull().default(0),
    /** While this is in the future (by the machine's clock), some process is comparing. */
    claimedUntil: instant("claimed_until"),
    /** How much was read anew because Choba had not heard of it. */
    readAnew: integer("read_anew").notNull().default(0),
    /** Events up to here are known. */
    eventsUntil: instant("events_until").notNull(),
    /** Why the last page failed; null: it did not. */
    problem: text("problem"),
  },
  (table) => [
    uniqueIndex("reconciliation_rounds_one_open").on(sql`(true)`).where(sql`${table.finishedAt} is null`),
    ...internalPolicies("reconciliation_rounds"),
  ],
);

/** What the running comparison has seen of lists that leave out what is gone. It is emptied when the comparison is done. */
export const reconciliationSeen = pgTable(
  "reconciliation_seen",
  { objectId: text("object_id").primaryKey() },
  () => internalPolicies("reconciliation_seen"),
);
