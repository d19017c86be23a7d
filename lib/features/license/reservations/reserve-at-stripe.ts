import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { notifyLicense } from "@/lib/features/license/lifecycle/notify-license";
import { findOpenReservation, getLicense } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads } from "@/lib/features/license/lifecycle/sequence-numbers";
import { OutsideRefused } from "@/lib/http/outside";
import { releaseSchedule, reserveChange } from "@/lib/stripe/schedules";
import { readSubscription, setRenewal } from "@/lib/stripe/subscriptions";
import { closeReservation, updateReservation } from "./close-reservation";

/** Tells Stripe of a reservation: a schedule for the next period, or the end of the yearly subscription. */
export const stripeReservationCreate = handler("stripe.reservation.create", {
  async execute({ subscriptionId, stripePriceId, interval, method, effectiveAt }, message, ctx) {
    await refuseIfPassed(subscriptionId, effectiveAt, ctx.now);
    if (method === "schedule")
      return {
        scheduleId: await reserveChange(subscriptionId, { priceId: stripePriceId, interval }, message.id),
      };
    await setRenewal(subscriptionId, false, message.id);
    return { scheduleId: null };
  },
  async settle(tx, ctx, message, { reservationId: id }, { scheduleId }) {
    await updateReservation(
      tx,
      { tenantId: message.tenantId, id },
      { state: "reserved", stripeScheduleId: scheduleId },
    );
    // What was read before the schedule existed would look as if somebody had taken it away.
    await outdateEarlierReads(tx, message.tenantId);
    await recordAudit(tx, ctx, message.tenantId, {
      action: "reservation.reserved",
      after: { reservationId: id, scheduleId },
    });
  },
  async refuse(tx, ctx, message, { reservationId }, reason) {
    const reservation = await findOpenReservation(tx, message.tenantId);
    if (reservation?.id !== reservationId) return;
    await closeReservation(tx, ctx, reservation, "failed", reason);
    await notifyLicense(tx, ctx, await getLicense(tx, message.tenantId), "reservation_failed");
  },
});

/** A reservation that reaches Stripe too late would apply a whole period later than was said: it fails instead. */
async function refuseIfPassed(subscriptionId: string, effectiveAt: string, now: Date): Promise<void> {
  const { periodEnd } = await readSubscription(subscriptionId);
  if (now >= new Date(effectiveAt) || periodEnd.toISOString() !== effectiveAt)
    throw new OutsideRefused("period_has_ended", "the period for whose end it was reserved is over");
}

/** Takes a reservation back: the schedule is released, or the yearly renewal resumed. */
export const stripeReservationCancel = handler("stripe.reservation.cancel", {
  async execute({ subscriptionId, scheduleId, method }, message) {
    if (method === "successor") await setRenewal(subscriptionId, true, message.id);
    else if (scheduleId) await releaseSchedule(scheduleId, message.id);
  },
  async settle(tx, ctx, message, { reservationId }) {
    const reservation = await findOpenReservation(tx, message.tenantId);
    if (reservation?.id === reservationId) await closeReservation(tx, ctx, reservation, "cancelled");
  },
  /** It was applied meanwhile: what Stripe says next decides. */
  async refuse(tx, _ctx, message, { reservationId: id }) {
    await updateReservation(tx, { tenantId: message.tenantId, id }, { state: "reserved" });
  },
});

/** Lets go of a schedule whose change has begun, so that the license can be changed directly again. */
export const stripeScheduleReleaseApplied = handler("stripe.schedule.release_applied", {
  execute: ({ scheduleId }, message) => releaseSchedule(scheduleId, message.id),
  async settle() {},
  async refuse() {},
});
