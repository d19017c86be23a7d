import { z } from "zod";
import { setRenewal } from "@/lib/stripe/subscriptions";
import { operation } from "../outbox/operation";
import { applySubscription } from "./apply-subscription";
import { beginReading } from "./reading";

export const renewalParameters = z.object({ subscriptionId: z.string(), renews: z.boolean() });

/** Stops or resumes the automatic renewal at Stripe. */
export const stripeSetRenewal = operation({
  name: "stripe.subscription.set_renewal",
  parameters: renewalParameters,
  async execute({ subscriptionId, renews }, effect) {
    const reading = await beginReading();
    return { reading, snapshot: await setRenewal(subscriptionId, renews, effect.id) };
  },
  settle: (tx, ctx, effect, _parameters, { reading, snapshot }) =>
    applySubscription(tx, ctx, effect.tenantId, reading, snapshot),
  async refuse() {},
});
