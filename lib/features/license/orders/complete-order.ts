import { and, eq, isNull, ne } from "drizzle-orm";
import { licenses, reservations, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import { periodOf } from "@/lib/domain/license/periods";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueCreditNotes } from "@/lib/features/license/charges/enqueue-credit-notes";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { type Charge, updateCharge } from "@/lib/features/license/charges/queries";
import { findCheckout } from "@/lib/features/license/checkouts/queries";
import { redeemCoupon } from "@/lib/features/license/coupons/redeem-coupon";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { lockLicense, type Order } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { notifyTrial } from "@/lib/features/license/trials/notify-trial";
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
  const { tenantId, interval, trialEnd } = order;
  const license = await lockLicense(tx, tenantId);
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, "an order's tenant exists");
  const { day } = charge.promise;
  const begins = (on: string) => dayWindow(on, tenant.timeZone).start;
  const wasPaid = license.interval === interval && license.trialEnd === null;
  const isNewYear = interval === "year" && (!wasPaid || order.mode === "full");
  // The first year of a trial begins when the trial ends.
  const yearStart = interval === "month" || trialEnd ? null : isNewYear ? day : license.yearStart;
  const until = trialEnd ?? periodOf(interval, yearStart, day).until;
  const goesOn = (wasPaid && !isNewYear) || (license.trialEnd !== null && trialEnd !== null);
  const wasHeldBefore = goesOn && dayOf(license.periodStart, tenant.timeZone) < day;
  // Heard of too late: the next period has begun and is billed. It stays, and has what was ordered from its beginning.
  const isOver = wasPaid && license.periodEnd !== null && begins(until) <= license.periodStart;
  const periodEnd = isOver && license.periodEnd ? license.periodEnd : begins(until);
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
    yearStart: isOver ? license.yearStart : yearStart,
    periodStart: wasHeldBefore || isOver ? license.periodStart : begins(day),
    periodEnd,
    trialEnd: trialEnd ? periodEnd : null,
    heldFrom: isOver ? license.periodStart : begins(day),
  });
  await moveReservation(tx, tenantId, periodEnd);
  if (license.interval === null) await notifyTrialBegan(tx, ctx, order, charge);
  await keepMetadata(tx, order);
  await closeOrder(tx, ctx, order, "done");
  await enqueueSync(tx, ctx, tenantId);
}

/** What is reserved waits for the end of the running period, which may be another one now. */
async function moveReservation(tx: Transaction, tenantId: Order["tenantId"], effectiveAt: Date) {
  await tx
    .update(reservations)
    .set({ effectiveAt, followedAt: null })
    .where(
      and(
        eq(reservations.tenantId, tenantId),
        isNull(reservations.closedAt),
        ne(reservations.effectiveAt, effectiveAt),
      ),
    );
}

async function notifyTrialBegan(tx: Transaction, ctx: Context, order: Order, { promise }: Charge) {
  if (!order.trialEnd || !promise.next) return;
  const { definition: plan } = await getPlanVersion(tx, order.planVersionId);
  await notifyTrial(tx, ctx, { tenantId: order.tenantId, plan, next: promise.next }, "trial_began");
}

/** What the SaaS's own servers sent with the checkout stays with the license. */
async function keepMetadata(tx: Transaction, { tenantId, checkoutId }: Order): Promise<void> {
  const checkout = checkoutId && (await findCheckout(tx, tenantId, checkoutId));
  if (!checkout || Object.keys(checkout.metadata).length === 0) return;
  const { metadata } = checkout;
  await tx.update(licenses).set({ metadata }).where(eq(licenses.tenantId, tenantId));
}
