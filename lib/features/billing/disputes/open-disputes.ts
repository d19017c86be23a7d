import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { disputes } from "@/drizzle/schema";
import { openStandings } from "@/lib/domain/disputes/dispute-standing";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dashboardUrl } from "@/lib/stripe/client";

/** A payment that a card's holder disputes, while it is not decided. */
export type OpenDispute = {
  id: string;
  amountMinor: string;
  currency: string;
  /** Stripe's word for what the holder says. */
  reason: string;
  /** True while the bank decides, and nothing can be added. */
  inReview: boolean;
  answerBy: string | null;
  /** Where it is answered. */
  dashboardUrl: string;
};

/**
 * The tenant's disputes that are not decided, the most pressing first. For staff alone: what the bank was told, and until
 * when the desk answers it, customers do not read in their log either (lib/domain/activity/readers).
 */
export const openDisputes = useCase(tenant("notes.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId }): Promise<OpenDispute[]> {
    const rows = await tx
      .select()
      .from(disputes)
      .where(and(eq(disputes.tenantId, tenantId), inArray(disputes.standing, [...openStandings])))
      .orderBy(asc(disputes.standing), asc(disputes.answerBy), asc(disputes.stripeDisputeId));
    return rows.map((row) => ({
      id: row.stripeDisputeId,
      amountMinor: row.amountMinor.toString(),
      currency: row.currency,
      reason: row.reason,
      inReview: row.standing === "review",
      answerBy: row.answerBy?.toISOString() ?? null,
      dashboardUrl: dashboardUrl(`disputes/${row.stripeDisputeId}`),
    }));
  },
});
