import { bigint, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * Payments that a card's holder disputes with their bank, read from Stripe whenever one moves: what is open needs somebody
 * of the desk by a day. The dispute itself is answered in Stripe's dashboard.
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
    /** What `disputeStanding` makes of the status, kept to find the open ones by. */
    standing: text("standing").$type<"answer" | "review" | "won" | "lost" | "closed">().notNull(),
    openedAt: instant("opened_at").notNull(),
    /** Evidence is taken until then; null where the bank takes none. */
    answerBy: instant("answer_by"),
    /** The newest reading of Stripe that has been applied (lib/features/license/lifecycle/sequence-numbers). */
    appliedSequence: bigint("applied_sequence", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.stripeDisputeId] }),
    index("disputes_by_standing").on(table.standing, table.answerBy),
    ...tenantPolicies("disputes", table.tenantId),
  ],
);
