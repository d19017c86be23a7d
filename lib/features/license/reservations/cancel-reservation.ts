import { z } from "zod";
import { invariant, Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenReservation, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { updateReservation } from "./close-reservation";

/** Cancels a reservation, so that the current license simply goes on. */
export const cancelReservation = useCase(tenant("license.change", { locks: true }), {
  input: z.strictObject({ reservationId: id("reservation") }),
  async write({ ctx, input, tx, tenantId, audit }) {
    const license = await lockLicense(tx, tenantId);
    const reservation = await findOpenReservation(tx, tenantId);
    if (!reservation || reservation.id !== input.reservationId) throw new Refused("nothing_pending");
    if (ctx.now >= reservation.effectiveAt) throw new Refused("too_late");
    if (reservation.state === "requested") throw new Refused("change_pending");
    if (reservation.state === "releasing") return null;
    const subscriptionId = license.stripeSubscriptionId;
    invariant(subscriptionId, "a license with a reservation has a subscription");
    await updateReservation(tx, reservation, { state: "releasing" });
    await audit({ action: "reservation.cancel", before: { reservationId: reservation.id } });
    return enqueueMessage(tx, ctx, tenantId, "stripe.reservation.cancel", {
      reservationId: reservation.id,
      subscriptionId,
      scheduleId: reservation.stripeScheduleId,
      method: reservation.method,
    });
  },
  async afterCommit({ ctx }, message) {
    if (!message) return { confirmed: false };
    return { confirmed: (await processMessage(ctx, message)).state === "done" };
  },
});
