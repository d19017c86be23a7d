import { z } from "zod";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import { Refused } from "@/lib/domain/errors";
import { enqueueMessage, pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder, findOpenReservation, lockLicense } from "./queries";

/**
 * Cancel license: stops the automatic renewal; what is paid is kept to the end of the period, and it can be taken back
 * until then. Answers whether Stripe has confirmed it.
 */
export const stopRenewal = changeRenewal("license.stop_renewal", false);

/** Takes a cancellation back before the period has ended. */
export const resumeRenewal = changeRenewal("license.resume_renewal", true);

function changeRenewal(action: AuditAction, renews: boolean) {
  return useCase(tenant("license.change", { locks: true }), {
    input: z.strictObject({}),
    async write({ ctx, tx, tenantId, standing, audit }) {
      const license = await lockLicense(tx, tenantId);
      if (standing.tenant.salesModel === "sales_led") throw new Refused("sales_led");
      if (!license.stripeSubscriptionId) throw new Refused(renews ? "too_late" : "license_is_free");
      if (await findOpenOrder(tx, tenantId)) throw new Refused("change_pending");
      if (await findOpenReservation(tx, tenantId)) throw new Refused("change_pending");
      const underway = await pendingParameters(tx, tenantId, "stripe.subscription.set_renewal");
      // Asked for already, by a second click or another tab: there is nothing more to do.
      if (underway?.renews === renews || (!underway && license.renews === renews)) return null;
      if (underway) throw new Refused("change_pending");
      await audit({ action, before: { renews: license.renews }, after: { renews } });
      const subscriptionId = license.stripeSubscriptionId;
      return enqueueMessage(tx, ctx, tenantId, "stripe.subscription.set_renewal", { subscriptionId, renews });
    },
    async afterCommit({ ctx }, message) {
      if (!message) return { confirmed: true };
      const outcome = await processMessage(ctx, message);
      if (outcome.state === "refused")
        throw new Refused("stripe_refused", { params: { reason: outcome.reason } });
      return { confirmed: outcome.state === "done" };
    },
  });
}
