import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { disputes } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { openStandings } from "@/lib/domain/disputes/standing";
import { dashboardUrl } from "@/lib/stripe/client";
import { query } from "../shared/command";

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
  /** Where it is answered; for staff. */
  dashboardUrl: string | null;
};

/** The tenant's disputes that are not decided, the most pressing first. */
export const openDisputes = query({
  action: "invoices.view",
  input: z.strictObject({}),
  async run({ tx, tenantId, standing: { roles } }): Promise<OpenDispute[]> {
    const rows = await tx
      .select()
      .from(disputes)
      .where(and(eq(disputes.tenantId, tenantId), inArray(disputes.standing, [...openStandings])))
      .orderBy(asc(disputes.standing), asc(disputes.answerBy), asc(disputes.stripeDisputeId));
    const isDesk = may(roles, "console.view");
    return rows.map((row) => ({
      id: row.stripeDisputeId,
      amountMinor: row.amountMinor.toString(),
      currency: row.currency,
      reason: row.reason,
      inReview: row.standing === "review",
      answerBy: row.answerBy?.toISOString() ?? null,
      dashboardUrl: isDesk ? dashboardUrl(`disputes/${row.stripeDisputeId}`) : null,
    }));
  },
});
