import { and, eq, gt, gte, inArray, notInArray } from "drizzle-orm";
import { billedLines, billedUsage, charges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { BilledLine, CouponShare } from "@/lib/domain/promise/lines/billed-line";
import type { OpenInvoice } from "@/lib/domain/promise/promise-terms";
import { type Day, firstOfMonth } from "@/lib/domain/time/day-span";

export type Charge = typeof charges.$inferSelect;

export async function getCharge(
  tx: Transaction,
  tenantId: Id<"tenant">,
  chargeId: Id<"charge">,
): Promise<Charge> {
  const [charge] = await tx
    .select()
    .from(charges)
    .where(and(eq(charges.tenantId, tenantId), eq(charges.id, chargeId)));
  invariant(charge, `charge ${chargeId} exists`);
  return charge;
}

export async function updateCharge(
  tx: Transaction,
  { tenantId, id }: Pick<Charge, "tenantId" | "id">,
  change: Partial<
    Pick<
      Charge,
      | "state"
      | "stripeInvoiceId"
      | "hostedInvoiceUrl"
      | "reason"
      | "openMinor"
      | "failedAt"
      | "retries"
      | "retriedAt"
      | "nextRetryAt"
      | "closedAt"
    >
  >,
): Promise<void> {
  await tx
    .update(charges)
    .set(change)
    .where(and(eq(charges.tenantId, tenantId), eq(charges.id, id)));
}

/**
 * Everything billed for the license that pays for `day` or a later one, and still counts. What was committed counts, also
 * while its invoice is being made: each line names its charge, which says where it stands.
 */
export async function readBilledLines(
  tx: Transaction,
  tenantId: Id<"tenant">,
  day: Day,
): Promise<BilledLine[]> {
  const rows = await tx
    .select({ billed: billedLines, state: charges.state, lostAt: charges.lostAt })
    .from(billedLines)
    .innerJoin(charges, and(eq(charges.tenantId, billedLines.tenantId), eq(charges.id, billedLines.chargeId)))
    .where(
      and(
        eq(billedLines.tenantId, tenantId),
        gt(billedLines.untilDay, day),
        notInArray(charges.state, ["void", "failed"]),
      ),
    )
    .orderBy(billedLines.id);
  return rows.map(({ billed, state, lostAt }) => ({
    ...billed.line,
    id: billed.id,
    invoiceId: billed.chargeId,
    standing: lostAt || state === "written_off" ? "lost" : state === "paid" ? "paid" : "open",
    givenBackFrom: billed.givenBackFrom,
  }));
}

/** What coupons took off the usage of the months since the one of `day`. */
export async function usageSharesSince(
  tx: Transaction,
  tenantId: Id<"tenant">,
  day: Day,
): Promise<CouponShare[]> {
  const rows = await tx
    .select({ line: billedUsage.line })
    .from(billedUsage)
    .where(and(eq(billedUsage.tenantId, tenantId), gte(billedUsage.monthFrom, firstOfMonth(day))));
  return rows.flatMap(({ line }) => line.discounts);
}

/** What is left to pay of the charges that are not paid yet: credit notes on them are never more. */
export async function readOpenCharges(tx: Transaction, tenantId: Id<"tenant">): Promise<OpenInvoice[]> {
  const rows = await tx
    .select({ invoiceId: charges.id, openMinor: charges.openMinor })
    .from(charges)
    .where(and(eq(charges.tenantId, tenantId), inArray(charges.state, ["promised", "invoicing", "open"])));
  return rows;
}
