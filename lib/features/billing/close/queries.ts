import { and, asc, eq, isNull } from "drizzle-orm";
import { billingCloses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

export type BillingClose = typeof billingCloses.$inferSelect;

export async function getClose(
  tx: Transaction,
  tenantId: Id<"tenant">,
  closeId: Id<"close">,
): Promise<BillingClose> {
  const [close] = await tx
    .select()
    .from(billingCloses)
    .where(and(eq(billingCloses.tenantId, tenantId), eq(billingCloses.id, closeId)));
  invariant(close, `close ${closeId} exists`);
  return close;
}

/** The closes of a tenant whose invoice is not final yet, oldest first. */
export const openCloses = (tx: Transaction, tenantId: Id<"tenant">): Promise<BillingClose[]> =>
  tx
    .select()
    .from(billingCloses)
    .where(and(eq(billingCloses.tenantId, tenantId), isNull(billingCloses.closedAt)))
    .orderBy(asc(billingCloses.dueAt));

export async function updateClose(
  tx: Transaction,
  { tenantId, id }: Pick<BillingClose, "tenantId" | "id">,
  change: Partial<Pick<BillingClose, "state" | "carrier" | "problem" | "closedAt">>,
): Promise<void> {
  await tx
    .update(billingCloses)
    .set(change)
    .where(and(eq(billingCloses.tenantId, tenantId), eq(billingCloses.id, id)));
}
