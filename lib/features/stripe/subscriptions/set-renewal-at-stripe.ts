import { z } from "zod";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { notifyLicense } from "@/lib/features/license/lifecycle/notify-license";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { readSubscription, setRenewal } from "@/lib/stripe/subscriptions";
import { applySubscription } from "./apply-subscription";

export const renewalParameters = z.object({ subscriptionId: z.string(), renews: z.boolean() });

/** Stops or resumes the automatic renewal at Stripe. */
export const stripeSetRenewal = handler("stripe.subscription.set_renewal", {
  async execute({ subscriptionId, renews }, message) {
    const sequence = await takeSequenceNumber();
    const written = await setRenewal(subscriptionId, renews, message.id);
    // A repeated request is answered with what was true the first time.
    return { sequence, snapshot: message.attempts > 1 ? await readSubscription(subscriptionId) : written };
  },
  settle: (tx, ctx, message, _parameters, { sequence, snapshot }) =>
    applySubscription(tx, ctx, message.tenantId, sequence, snapshot),
  async refuse(tx, ctx, message, { renews }, reason) {
    await recordAudit(tx, ctx, message.tenantId, {
      action: "license.renewal_refused_by_stripe",
      after: { renews, reason },
    });
    await notifyLicense(tx, ctx, await getLicense(tx, message.tenantId), "renewal_change_refused");
  },
});
