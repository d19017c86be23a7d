import { z } from "zod";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { OutsideRefused } from "@/lib/http/outside";
import { releaseSchedule, reserveChange } from "@/lib/stripe/schedules";
import { readSubscription, setRenewal } from "@/lib/stripe/subscriptions";
import { recordAudit } from "../audit/record";
import { notifyLicense } from "../license/notify";
import { findOpenReservation, getLicense } from "../license/queries";
import { dropEarlierReadings } from "../license/reading";
import { operation } from "../outbox/operation";
import { closeReservation, updateReservation } from "./close";
import { reservationOperations } from "./operations";

const methods = z.enum(["schedule", "successor"]);

/** Tells Stripe of a reservation: a schedule for the next period, or the end of the yearly subscription. */
export const stripeReservationCreate = operation({
  name: reservationOperations.reserve,
  parameters: z.object({
    reservationId: z.string(),
    subscriptionId: z.string(),
    stripePriceId: z.string(),
    interval: z.enum(paidIntervals),
    method: methods,
    effectiveAt: z.string(),
  }),
  async execute({ subscriptionId, stripePriceId, interval, method, effectiveAt }, effect, ctx) {
    await refuseIfPassed(subscriptionId, effectiveAt, ctx.now);
    if (method === "schedule")
      return {
        scheduleId: await reserveChange(subscriptionId, { priceId: stripePriceId, interval }, effect.id),
      };
    await setRenewal(subscriptionId, false, effect.id);
    return { scheduleId: null };
  },
  async settle(tx, ctx, effect, { reservationId }, { scheduleId }) {
    const id = reservationId as Id<"reservation">;
    await updateReservation(
      tx,
      { tenantId: effect.tenantId, id },
      { state: "reserved", stripeScheduleId: scheduleId },
    );
    // What was read before the schedule existed would look as if somebody had taken it away.
    await dropEarlierReadings(tx, effect.tenantId);
    await recordAudit(tx, ctx, effect.tenantId, {
      action: "reservation.reserved",
      after: { reservationId, scheduleId },
    });
  },
  async refuse(tx, ctx, effect, { reservationId }, reason) {
    const reservation = await findOpenReservation(tx, effect.tenantId);
    if (reservation?.id !== reservationId) return;
    await closeReservation(tx, ctx, reservation, "failed", reason);
    await notifyLicense(tx, ctx, await getLicense(tx, effect.tenantId), "reservation_failed");
  },
});

/** A reservation that reaches Stripe too late would apply a whole period later than was said: it fails instead. */
async function refuseIfPassed(subscriptionId: string, effectiveAt: string, now: Date): Promise<void> {
  const { periodEnd } = await readSubscription(subscriptionId);
  if (now >= new Date(effectiveAt) || periodEnd.toISOString() !== effectiveAt)
    throw new OutsideRefused("period_has_ended", "the period for whose end it was reserved is over");
}

/** Takes a reservation back: the schedule is released, or the yearly renewal resumed. */
export const stripeReservationCancel = operation({
  name: reservationOperations.cancel,
  parameters: z.object({
    reservationId: z.string(),
    subscriptionId: z.string(),
    scheduleId: z.string().nullable(),
    method: methods,
  }),
  async execute({ subscriptionId, scheduleId, method }, effect) {
    if (method === "successor") await setRenewal(subscriptionId, true, effect.id);
    else if (scheduleId) await releaseSchedule(scheduleId, effect.id);
  },
  async settle(tx, ctx, effect, { reservationId }) {
    const reservation = await findOpenReservation(tx, effect.tenantId);
    if (reservation?.id === reservationId) await closeReservation(tx, ctx, reservation, "cancelled");
  },
  /** It was applied meanwhile: what Stripe says next decides. */
  async refuse(tx, _ctx, effect, { reservationId }) {
    const id = reservationId as Id<"reservation">;
    await updateReservation(tx, { tenantId: effect.tenantId, id }, { state: "reserved" });
  },
});

/** Lets go of a schedule whose change has begun, so that the license can be changed directly again. */
export const stripeScheduleReleaseApplied = operation({
  name: reservationOperations.releaseApplied,
  parameters: z.object({ scheduleId: z.string() }),
  execute: ({ scheduleId }, effect) => releaseSchedule(scheduleId, effect.id),
  async settle() {},
  async refuse() {},
});
