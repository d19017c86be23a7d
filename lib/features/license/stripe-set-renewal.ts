import { z } from "zod";
import { readSubscription, setRenewal } from "@/lib/stripe/subscriptions";
import { recordAudit } from "../audit/record";
import { handler } from "../outbox/handler";
import { applySubscription } from "./apply-subscription";
import { notifyLicense } from "./notify";
import { getLicense } from "./queries";
import { beginReading } from "./reading";

export const renewalParameters = z.object({ subscriptionId: z.string(), renews: z.boolean() });

/** Stops or resumes the automatic renewal at Stripe. */
export const stripeSetRenewal = handler("stripe.subscription.set_renewal", {
  async execute({ subscriptionId, renews }, message) {
    const reading = await beginReading();
    const written = await setRenewal(subscriptionId, renews, message.id);
    // A repeated request is answered with what was true the first time.
    return { reading, snapshot: message.attempts > 1 ? await readSubscription(subscriptionId) : written };
  },
  settle: (tx, ctx, message, _parameters, { reading, snapshot }) =>
    applySubscription(tx, ctx, message.tenantId, reading, snapshot),
  async refuse(tx, ctx, message, { renews }, reason) {
    await recordAudit(tx, ctx, message.tenantId, {
      action: "license.renewal_refused_by_stripe",
      after: { renews, reason },
    });
    await notifyLicense(tx, ctx, await getLicense(tx, message.tenantId), "renewal_change_refused");
  },
});
