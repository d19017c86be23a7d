import { and, eq } from "drizzle-orm";
import { checkouts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

export type Checkout = typeof checkouts.$inferSelect;

/** A checkout of this tenant's own. */
export async function findCheckout(
  tx: Transaction,
  tenantId: Id<"tenant">,
  id: Id<"checkout">,
): Promise<Checkout | null> {
  const [checkout] = await tx
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.tenantId, tenantId), eq(checkouts.id, id)));
  return checkout ?? null;
}
