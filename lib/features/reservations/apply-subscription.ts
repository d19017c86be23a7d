import type { Transaction } from "@/lib/db/transaction";
import type { SubscriptionSnapshot } from "@/lib/stripe/subscriptions";
import { findStripePrice } from "../catalog/queries";
import { findOpenReservation, type License } from "../license/queries";
import { enqueueEffect } from "../outbox/enqueue";
import type { Context } from "../shared/context";
import { closeReservation } from "./close";
import { reservationOperations } from "./operations";
import { startSuccessor } from "./start-successor";

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
    if (reservation.method === "schedule")
      return closeReservation(tx, ctx, reservation, "cancelled", "license_ended");
    return startSuccessor(tx, ctx, reservation, snapshot.endedAt ?? reservation.effectiveAt);
  }
  const price = await findStripePrice(tx, reservation.planVersionId, reservation.interval);
  const hasBegun =
    snapshot.priceId === price?.stripePriceId && snapshot.periodStart >= reservation.effectiveAt;
  if (!hasBegun) return;
  await closeReservation(tx, ctx, reservation, "applied");
  const scheduleId = snapshot.scheduleId ?? reservation.stripeScheduleId;
  if (scheduleId)
    await enqueueEffect(
      tx,
      ctx,
      license.tenantId,
      reservationOperations.releaseApplied,
      { scheduleId },
      "worker",
    );
}
