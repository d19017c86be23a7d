import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { findOpenReservation, lockLicense } from "../license/queries";
import { enqueueEffect } from "../outbox/enqueue";
import { executeEffect } from "../outbox/execute";
import { command } from "../shared/command";
import { updateReservation } from "./close";
import { reservationOperations } from "./operations";

/** Cancels a reservation, so that the current license simply goes on. */
export const cancelReservation = command({
  action: "license.change",
  locks: true,
  input: z.strictObject({ reservationId: z.string().max(60) }),
  async run({ ctx, input, tx, tenantId, audit }) {
    const license = await lockLicense(tx, tenantId);
    const reservation = await findOpenReservation(tx, tenantId);
    if (!reservation || reservation.id !== input.reservationId) throw new Refused("nothing_pending");
    if (ctx.now >= reservation.effectiveAt) throw new Refused("too_late");
    if (reservation.state === "requested") throw new Refused("change_pending");
    if (reservation.state === "releasing") return null;
    await updateReservation(tx, reservation, { state: "releasing" });
    await audit({ action: "reservation.cancel", before: { reservationId: reservation.id } });
    return enqueueEffect(tx, ctx, tenantId, reservationOperations.cancel, {
      reservationId: reservation.id,
      subscriptionId: license.stripeSubscriptionId,
      scheduleId: reservation.stripeScheduleId,
      method: reservation.method,
    });
  },
  async afterCommit(ctx, _tenantId, effect) {
    if (!effect) return { confirmed: false };
    return { confirmed: (await executeEffect(ctx, effect)).state === "done" };
  },
});
