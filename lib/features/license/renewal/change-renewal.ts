import { eq } from "drizzle-orm";
import { z } from "zod";
import { licenses } from "@/drizzle/schema";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import { Refused } from "@/lib/domain/errors";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder, findOpenReservation, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads } from "@/lib/features/license/lifecycle/sequence-numbers";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { beginDuePeriods } from "./begin-due-periods";

/**
 * Cancel license: stops the automatic renewal. What is paid is kept to the end of the period, and it can be taken back
 * until then. It replaces a reservation, and taking it back does not restore that.
 */
export const stopRenewal = changeRenewal("license.stop_renewal", false);

/** Takes a cancellation back before the period has ended. */
export const resumeRenewal = changeRenewal("license.resume_renewal", true);

function changeRenewal(action: AuditAction, renews: boolean) {
  return useCase(tenant("license.change", { locks: true }), {
    input: z.strictObject({}),
    async write({ ctx, tx, tenantId, standing, audit }) {
      await beginDuePeriods(tx, ctx, tenantId);
      const license = await lockLicense(tx, tenantId);
      if (standing.tenant.salesModel === "sales_led") throw new Refused("sales_led");
      if (license.interval === null) throw new Refused(renews ? "too_late" : "license_is_free");
      if (await findOpenOrder(tx, tenantId)) throw new Refused("change_pending");
      // Asked for already, by a second click or another tab: there is nothing more to do.
      if (license.renews === renews) return { confirmed: true };
      await tx.update(licenses).set({ renews }).where(eq(licenses.tenantId, tenantId));
      await audit({ action, before: { renews: license.renews }, after: { renews } });
      const reservation = await findOpenReservation(tx, tenantId);
      if (reservation) await closeReservation(tx, ctx, reservation, "cancelled", "renewal_stopped");
      await outdateEarlierReads(tx, tenantId);
      await enqueueSync(tx, ctx, tenantId);
      return { confirmed: true };
    },
  });
}
