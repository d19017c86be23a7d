import { and, eq, isNull } from "drizzle-orm";
import { charges, orders } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { OrderState } from "@/lib/domain/license/order";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { moneyFacts } from "@/lib/features/license/charges/money-facts";
import { getCharge } from "@/lib/features/license/charges/queries";
import { releasePlace } from "@/lib/features/license/coupons/coupon-places";
import type { Order } from "@/lib/features/license/lifecycle/queries";

/**
 * Ends an open order. One that is not done gives its place of a coupon back, and its charge is void if nothing was asked of
 * Stripe yet: otherwise it would count as open for ever. Ending one that has ended changes nothing.
 */
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
  if (state !== "done") {
    if (order.couponId) await releasePlace(tx, order.couponId);
    await voidPromised(tx, ctx, order);
  }
  await recordAudit(tx, ctx, order.tenantId, {
    action: `order.${state}`,
    about: order.id,
    before: { state: order.state },
    after: { state, reason, planVersionId: order.planVersionId, ...(await moneyOf(tx, order)) },
  });
}

/** An invoice that exists, or is being made, decides for itself. */
const voidPromised = (tx: Transaction, { now }: Context, { tenantId, chargeId }: Order) =>
  tx
    .update(charges)
    .set({ state: "void", openMinor: 0n, closedAt: now })
    .where(
      and(
        eq(charges.tenantId, tenantId),
        eq(charges.id, chargeId),
        eq(charges.state, "promised"),
        isNull(charges.stripeInvoiceId),
      ),
    );

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
