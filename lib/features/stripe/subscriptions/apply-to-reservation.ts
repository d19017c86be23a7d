import type { Transaction } from "@/lib/db/transaction";
import { findStripePrice } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import {
  findOpenReservation,
  type License,
  type Reservation,
} from "@/lib/features/license/lifecycle/queries";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { startSuccessor } from "@/lib/features/license/reservations/start-successor";
import type { SubscriptionSnapshot } from "@/lib/stripe/subscriptions";

/** What the subscription says about the open reservation: begun, overtaken by its end, or untouched. */
export async function applyToReservation(
  tx: Transaction,
  ctx: Context,
  license: License,
  snapshot: SubscriptionSnapshot,
): Promise<void> {
  const reservation = await findOpenReservation(tx, license.tenantId);
  if (!reservation) return;
  if (snapshot.status === "canceled") {
    const endedAt = snapshot.endedAt ?? ctx.now;
    // Only the end that was reserved is followed by a successor. One before it, unpaid or made in Stripe, is an end.
    const isReservedEnd = reservation.state === "reserved" && endedAt >= reservation.effectiveAt;
    if (reservation.method === "schedule" || !isReservedEnd)
      return closeReservation(tx, ctx, reservation, "cancelled", "license_ended");
    return startSuccessor(tx, ctx, reservation, endedAt);
  }
  const price = await findStripePrice(tx, reservation.planVersionId, reservation.interval);
  const hasBegun =
    snapshot.priceId === price?.stripePriceId && snapshot.periodStart >= reservation.effectiveAt;
  if (!hasBegun) return closeIfOvertaken(tx, ctx, reservation, snapshot);
  await closeReservation(tx, ctx, reservation, "applied");
  const scheduleId = snapshot.scheduleId ?? reservation.stripeScheduleId;
  if (scheduleId)
    await enqueueMessage(
      tx,
      ctx,
      license.tenantId,
      "stripe.schedule.release_applied",
      { scheduleId },
      "worker",
    );
}

/** The period ended and something else follows, or the schedule was taken away in Stripe's dashboard: nothing waits any more. */
async function closeIfOvertaken(
  tx: Transaction,
  ctx: Context,
  reservation: Reservation,
  snapshot: SubscriptionSnapshot,
): Promise<void> {
  if (reservation.state !== "reserved") return;
  const isPassed = snapshot.periodStart >= reservation.effectiveAt;
  const isTakenAway = reservation.method === "schedule" ? snapshot.scheduleId === null : snapshot.renews;
  if (!isPassed && !isTakenAway) return;
  await closeReservation(tx, ctx, reservation, isPassed ? "failed" : "cancelled", "changed_in_stripe");
  if (snapshot.scheduleId)
    await enqueueMessage(
      tx,
      ctx,
      reservation.tenantId,
      "stripe.schedule.release_applied",
      { scheduleId: snapshot.scheduleId },
      "worker",
    );
}
