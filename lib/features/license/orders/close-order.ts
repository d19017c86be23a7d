import { and, eq, isNull } from "drizzle-orm";
import { orders } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { OrderState } from "@/lib/domain/license/order";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { moneyFacts } from "@/lib/features/license/charges/money-facts";
import { getCharge } from "@/lib/features/license/charges/queries";
import { releasePlace } from "@/lib/features/license/coupons/coupon-places";
import type { Order } from "@/lib/features/license/lifecycle/queries";

/** Ends an open order. One that is not done gives its place of a coupon back. Ending one that has ended changes nothing. */
export async function closeOrder(
  tx: Transaction,
  ctx: Context,
  order: Order,
  state: Extract<OrderState, "done" | "cancelled" | "failed" | "stale">,
  reason: string | null = null,
): Promise<void> {
  const closed = await tx
    .update(orders)
    .set({ state, reason, closedAt: ctx.now })
    .where(and(eq(orders.tenantId, order.tenantId), eq(orders.id, order.id), isNull(orders.closedAt)))
    .returning({ id: orders.id });
  if (closed.length === 0) return;
  if (order.couponId && state !== "done") await releasePlace(tx, order.couponId);
  await recordAudit(tx, ctx, order.tenantId, {
    action: `order.${state}`,
    before: { state: order.state },
    after: { state, reason, planVersionId: order.planVersionId, ...(await moneyOf(tx, order)) },
  });
}

/** What it was about; nothing for one that costs nothing now. */
async function moneyOf(tx: Transaction, { tenantId, chargeId }: Order) {
  const { currency, promise, stripeInvoiceId } = await getCharge(tx, tenantId, chargeId);
  const minor = promise.dueNowMinor;
  return minor === 0n ? {} : moneyFacts(tx, [{ stripeInvoiceId, currency, minor }]);
}

/** Notes something new about an open order. */
export async function updateOrder(
  tx: Transaction,
  order: Order,
  change: Partial<Pick<Order, "state" | "reason" | "stripeCheckoutSessionId" | "checkoutUrl">>,
): Promise<void> {
  await tx
    .update(orders)
    .set(change)
    .where(and(eq(orders.tenantId, order.tenantId), eq(orders.id, order.id), isNull(orders.closedAt)));
}
