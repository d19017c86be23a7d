import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { billingCloses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

export type BillingClose = typeof billingCloses.$inferSelect;

export async function findClose(
  tx: Transaction,
  tenantId: Id<"tenant">,
  closeId: Id<"close">,
): Promise<BillingClose | null> {
  const [close] = await tx
    .select()
    .from(billingCloses)
    .where(and(eq(billingCloses.tenantId, tenantId), eq(billingCloses.id, closeId)));
  return close ?? null;
}

export async function getClose(
  tx: Transaction,
  tenantId: Id<"tenant">,
  closeId: Id<"close">,
): Promise<BillingClose> {
  const close = await findClose(tx, tenantId, closeId);
  invariant(close, `close ${closeId} exists`);
  return close;
}

/** A close with a problem is tried again after so long: somebody may have mended it at Stripe. */
const retryMs = 10 * 60 * 1000;

/** A close whose invoice is not final, and that was not tried in vain just now. */
export const mayGoOn = (now: Date) =>
  and(
    isNull(billingCloses.closedAt),
    or(isNull(billingCloses.triedAt), lte(billingCloses.triedAt, new Date(now.getTime() - retryMs))),
  );

/** The closes of a tenant to go on with, oldest first: their invoice is not final yet. */
export const closesToCarry = (tx: Transaction, tenantId: Id<"tenant">, now: Date): Promise<BillingClose[]> =>
  tx
    .select()
    .from(billingCloses)
    .where(and(eq(billingCloses.tenantId, tenantId), mayGoOn(now)))
    .orderBy(asc(billingCloses.dueAt));

export async function updateClose(
  tx: Transaction,
  { tenantId, id }: Pick<BillingClose, "tenantId" | "id">,
  change: Partial<
    Pick<BillingClose, "state" | "carrier" | "problem" | "triedAt" | "closedAt" | "holdReason" | "heldUntil">
  >,
): Promise<void> {
  await tx
    .update(billingCloses)
    .set(change)
    .where(and(eq(billingCloses.tenantId, tenantId), eq(billingCloses.id, id)));
}
