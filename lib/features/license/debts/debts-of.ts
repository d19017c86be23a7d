import { and, asc, eq, sql } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { hasPassed, isDebt } from "./debt-conditions";

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
  const rows = await tx
    .select({ invoice: stripeInvoices, isOverdue: sql<boolean>`${hasPassed({ now })}` })
    .from(stripeInvoices)
    .where(and(eq(stripeInvoices.tenantId, tenantId), isDebt))
    .orderBy(asc(stripeInvoices.createdAt));
  return rows.map(({ invoice: row, isOverdue }) => ({
    invoiceId: row.stripeInvoiceId,
    number: row.number,
    remainingMinor: String(row.remainingMinor),
    currency: row.currency,
    dueAt: row.dueAt?.toISOString() ?? null,
    isOverdue,
  }));
}
