import { and, asc, eq, gt, inArray, isNull, notInArray } from "drizzle-orm";
import { charges, orders, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** An invoice that is not paid, whoever made it, as plain JSON. Amounts are minor units as text, instants ISO 8601. */
export type Debt = {
  invoiceId: string;
  number: string | null;
  remainingMinor: string;
  currency: string;
  /** By when it is to be paid; null: a card is charged. */
  dueAt: string | null;
  /** Its time has passed, or a card was declined. What is not overdue may still be paid in time. */
  isOverdue: boolean;
};

/**
 * What a tenant owes, oldest first, whatever became of its license. The invoice of an order that is being paid is no debt:
 * it is given up if nobody pays it.
 */
export async function debtsOf(tx: Transaction, tenantId: Id<"tenant">, now: Date): Promise<Debt[]> {
  const ofOpenOrder = await tx
    .select({ id: charges.stripeInvoiceId })
    .from(orders)
    .innerJoin(charges, and(eq(charges.tenantId, orders.tenantId), eq(charges.id, orders.chargeId)))
    .where(and(eq(orders.tenantId, tenantId), isNull(orders.closedAt)));
  const excluded = ofOpenOrder.flatMap(({ id }) => (id ? [id] : []));
  const rows = await tx
    .select()
    .from(stripeInvoices)
    .where(
      and(
        eq(stripeInvoices.tenantId, tenantId),
        inArray(stripeInvoices.status, ["open", "uncollectible"]),
        gt(stripeInvoices.remainingMinor, 0n),
        excluded.length > 0 ? notInArray(stripeInvoices.stripeInvoiceId, excluded) : undefined,
      ),
    )
    .orderBy(asc(stripeInvoices.createdAt));
  return rows.map((row) => ({
    invoiceId: row.stripeInvoiceId,
    number: row.number,
    remainingMinor: String(row.remainingMinor),
    currency: row.currency,
    dueAt: row.dueAt?.toISOString() ?? null,
    isOverdue: row.isSent ? row.dueAt !== null && row.dueAt <= now : row.attempts > 0,
  }));
}
