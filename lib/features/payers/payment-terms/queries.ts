import { eq } from "drizzle-orm";
import { paymentTerms } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { dueDay } from "@/lib/domain/payment-terms/due-day";
import type { PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";

/** When a tenant pays what it is sent; null: as its contract says. */
export async function findPaymentTerms(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<PaymentTerms | null> {
  const [row] = await tx.select().from(paymentTerms).where(eq(paymentTerms.tenantId, tenantId));
  return row ? { kind: row.kind, days: row.days, moved: row.moved } : null;
}

/** The last second of the day by which an invoice of now is paid, in the tenant's zone; null: as its contract says. */
export function dueAtOf(terms: PaymentTerms | null, now: Date, timeZone: string): Date | null {
  if (!terms) return null;
  const { end } = dayWindow(dueDay(terms, dayOf(now, timeZone)), timeZone);
  return new Date(end.getTime() - 1000);
}
