import { and, eq, gt } from "drizzle-orm";
import { closeHolds } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

export type CloseHold = typeof closeHolds.$inferSelect;

/** Whether staff hold what a tenant is going to be invoiced, and up to when; null: they do not. */
export async function findCloseHold(
  tx: Transaction,
  tenantId: Id<"tenant">,
  now: Date,
): Promise<CloseHold | null> {
  const isOn = and(eq(closeHolds.tenantId, tenantId), gt(closeHolds.heldUntil, now));
  const [hold] = await tx.select().from(closeHolds).where(isOn);
  return hold ?? null;
}
