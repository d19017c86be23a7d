import { z } from "zod";
import { readSubscription, setRenewal } from "@/lib/stripe/subscriptions";
import { recordAudit } from "../audit/record";
import { operation } from "../outbox/operation";
import { applySubscription } from "./apply-subscription";
import { notifyLicense } from "./notify";
import { getLicense } from "./queries";
import { beginReading } from "./reading";
import { renewalOperation } from "./renewal-operation";

export const renewalParameters = z.object({ subscriptionId: z.string(), renews: z.boolean() });

/** Stops or resumes the automatic renewal at Stripe. */
export const stripeSetRenewal = operation({
  name: renewalOperation,
  parameters: renewalParameters,
  async execute({ subscriptionId, renews }, effect) {
    const reading = await beginReading();
    const written = await setRenewal(subscriptionId, renews, effect.id);
    // A repeated request is answered with what was true the first time.
    return { reading, snapshot: effect.attempts > 1 ? await readSubscription(subscriptionId) : written };
  },
  settle: (tx, ctx, effect, _parameters, { reading, snapshot }) =>
    applySubscription(tx, ctx, effect.tenantId, reading, snapshot),
  async refuse(tx, ctx, effect, { renews }, reason) {
    await recordAudit(tx, ctx, effect.tenantId, {
      action: "license.renewal_refused_by_stripe",
      after: { renews, reason },
    });
    await notifyLicense(tx, ctx, await getLicense(tx, effect.tenantId), "renewal_change_refused");
  },
});
