import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { checkouts, orders } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Checkout } from "@/lib/features/license/checkouts/queries";
import type { Order } from "@/lib/features/license/lifecycle/queries";

/** How long a checkout can be bought. */
export const checkoutLivesMs = 7 * 24 * 60 * 60 * 1000;

/** A checkout by its id, whoever's it is; the id is the permission. */
export async function getCheckout(
  tx: Transaction,
  id: Id<"checkout">,
  { locks = false } = {},
): Promise<Checkout> {
  const query = tx.select().from(checkouts).where(eq(checkouts.id, id));
  const [checkout] = await (locks ? query.for("update") : query);
  if (!checkout) throw new Refused("not_found");
  return checkout;
}

/** The latest order that was confirmed on a checkout. */
export async function orderOfCheckout(tx: Transaction, checkout: Checkout): Promise<Order | null> {
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenantId, checkout.tenantId), eq(orders.checkoutId, checkout.id)))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(1);
  return order ?? null;
}

/** What an earlier request with the same content made that can still be bought. */
export async function sameCheckout(
  tx: Transaction,
  { requestHash, keyId, idempotencyKey }: Pick<Checkout, "requestHash" | "keyId" | "idempotencyKey">,
  now: Date,
): Promise<Checkout | null> {
  const rows = await tx
    .select()
    .from(checkouts)
    .where(
      and(
        eq(checkouts.requestHash, requestHash),
        keyId ? eq(checkouts.keyId, keyId) : isNull(checkouts.keyId),
        idempotencyKey === null ? undefined : eq(checkouts.idempotencyKey, idempotencyKey),
        gt(checkouts.expiresAt, now),
      ),
    )
    .orderBy(desc(checkouts.createdAt));
  for (const checkout of rows) {
    const order = await orderOfCheckout(tx, checkout);
    // With the sender's own name for the request it is the same one also after it was bought.
    if (idempotencyKey !== null || order?.state !== "done") return checkout;
  }
  return null;
}
