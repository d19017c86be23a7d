import { inTenant } from "@/lib/db/transaction";
import { OutsideUnreachable } from "@/lib/http/outside";
import { updateBillingDetails } from "@/lib/stripe/customers";
import { recordAudit } from "../audit/record";
import { enqueueEffect } from "../outbox/enqueue";
import { operation } from "../outbox/operation";
import { findPaymentAccount } from "../payment-account/queries";
import { findBillingDetails } from "./queries";
import { billingDetailsSchema } from "./schema";

const billingDetailsOperation = "stripe.customer.update_billing_details";

export const stripeBillingDetailsUpdate = operation({
  name: billingDetailsOperation,
  parameters: billingDetailsSchema,

  /** Sends what is saved now, not what was saved when this effect was wished for: late repeats undo nothing. */
  async execute(_parameters, effect) {
    const { account, details } = await inTenant(effect.tenantId, async (tx) => ({
      account: await findPaymentAccount(tx, effect.tenantId),
      details: await findBillingDetails(tx, effect.tenantId),
    }));
    if (!details) return;
    if (!account?.stripeCustomerId)
      throw new OutsideUnreachable("the Stripe customer is still being created");
    await updateBillingDetails(account.stripeCustomerId, details, `${effect.id}:${effect.attempts}`);
    return details;
  },

  /** Entered anew while it was on its way: two calls may have reached Stripe in the wrong order, so the newest is sent again. */
  async settle(tx, ctx, effect, _parameters, sent) {
    const now = await findBillingDetails(tx, effect.tenantId);
    if (sent && now && JSON.stringify(now) !== JSON.stringify(sent))
      await enqueueEffect(tx, ctx, effect.tenantId, billingDetailsOperation, now, "worker");
  },

  async refuse(tx, ctx, effect, _parameters, reason) {
    await recordAudit(tx, ctx, effect.tenantId, {
      action: "billing_details.refused_by_stripe",
      after: { reason },
    });
  },
});
