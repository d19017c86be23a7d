import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenReservation, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { closeReservation } from "./close-reservation";

/** Cancels a reservation, so that the current license simply goes on. */
export const cancelReservation = useCase(tenant("license.change", { locks: true }), {
  input: z.strictObject({ reservationId: id("reservation") }),
  async write({ ctx, input, tx, tenantId, audit }) {
    await lockLicense(tx, tenantId);
    const reservation = await findOpenReservation(tx, tenantId);
    if (reservation?.id !== input.reservationId) throw new Refused("nothing_pending");
    if (ctx.now >= reservation.effectiveAt) throw new Refused("too_late");
    await audit({ action: "reservation.cancel", before: { reservationId: reservation.id } });
    await closeReservation(tx, ctx, reservation, "cancelled");
    if (reservation.followedAt) await enqueueSync(tx, ctx, tenantId);
    return { confirmed: true };
  },
});
