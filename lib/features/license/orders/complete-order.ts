import { eq } from "drizzle-orm";
import { licenses, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import { periodOf } from "@/lib/domain/license/periods";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueCreditNotes } from "@/lib/features/license/charges/enqueue-credit-notes";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { type Charge, updateCharge } from "@/lib/features/license/charges/queries";
import { findCheckout } from "@/lib/features/license/checkouts/queries";
import { redeemCoupon } from "@/lib/features/license/coupons/redeem-coupon";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { lockLicense, type Order } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { closeOrder } from "./close-order";

/**
 * The order is paid: the license changes in the same transaction, as of the day for which the price was promised, and the
 * subscription follows. An order that is closed already stays as it is.
 */
export async function completeOrder(
  tx: Transaction,
  ctx: Context,
  order: Order,
  charge: Charge,
): Promise<void> {
  if (order.closedAt) return;
  const { tenantId, interval } = order;
  const license = await lockLicense(tx, tenantId);
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, "an order's tenant exists");
  const { day } = charge.promise;
  const begins = (on: string) => dayWindow(on, tenant.timeZone).start;
  const isNewYear = interval === "year" && license.interval !== "year";
  const yearStart = interval === "month" ? null : isNewYear ? day : license.yearStart;
  const period = periodOf(interval, yearStart, day);
  const wasHeldBefore = license.interval === interval && dayOf(license.periodStart, tenant.timeZone) < day;
  await updateCharge(tx, charge, { state: "paid", closedAt: ctx.now });
  if (order.couponId)
    await redeemCoupon(tx, ctx, { tenantId, orderId: order.id, couponId: order.couponId, day });
  await keepBilledLines(tx, charge);
  await enqueueCreditNotes(tx, ctx, charge);
  await changeHolding(tx, ctx, license, {
    planVersionId: order.planVersionId,
    interval,
    seats: order.seats,
    addons: order.addons,
    yearStart,
    periodStart: wasHeldBefore ? license.periodStart : begins(day),
    periodEnd: begins(period.until),
    heldFrom: begins(day),
  });
  await keepMetadata(tx, order);
  await closeOrder(tx, ctx, order, "done");
  await enqueueSync(tx, ctx, tenantId);
}

/** What the SaaS's own servers sent with the checkout stays with the license. */
async function keepMetadata(tx: Transaction, { tenantId, checkoutId }: Order): Promise<void> {
  const checkout = checkoutId && (await findCheckout(tx, tenantId, checkoutId));
  if (!checkout || Object.keys(checkout.metadata).length === 0) return;
  const { metadata } = checkout;
  await tx.update(licenses).set({ metadata }).where(eq(licenses.tenantId, tenantId));
}
