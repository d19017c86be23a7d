import { bigint, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * Payments that a cardholder disputes with their bank, read from Stripe whenever one changes. Staff must
 * respond to an open one by a certain day. They respond in Stripe's dashboard.
 */
export const disputes = pgTable(
  "disputes",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    stripeDisputeId: text("stripe_dispute_id").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    currency: text("currency").notNull(),
    /** Stripe's words. */
    status: text("status").notNull(),
    reason: text("reason").notNull(),
    /** The result of `disputeStanding` for the status, kept to find the open ones. */
    standing: text("standing").$type<"answer" | "review" | "won" | "lost" | "closed">().notNull(),
    openedAt: instant("opened_at").notNull(),
    /** Evidence is accepted until then; null if the bank accepts none. */
    answerBy: instant("answer_by"),
    /** The number of the newest read from Stripe that has been applied (license/lifecycle/sequence-numbers). */
    appliedSequence: bigint("applied_sequence", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.stripeDisputeId] }),
    index("disputes_by_standing").on(table.standing, table.answerBy),
    ...tenantPolicies("disputes", table.tenantId),
  ],
);
