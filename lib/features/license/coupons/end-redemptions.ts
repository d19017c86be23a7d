import { and, eq, isNull } from "drizzle-orm";
import { couponRedemptions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** The license has ended, and its coupons with it: a later license does not have them. */
export async function endRedemptions(tx: Transaction, tenantId: Id<"tenant">, endedAt: Date): Promise<void> {
  await tx
    .update(couponRedemptions)
    .set({ endedAt })
    .where(and(eq(couponRedemptions.tenantId, tenantId), isNull(couponRedemptions.endedAt)));
}
