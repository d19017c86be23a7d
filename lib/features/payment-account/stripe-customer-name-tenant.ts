import { z } from "zod";
import { inTenant } from "@/lib/db/transaction";
import { nameTenantOnCustomer } from "@/lib/stripe/customer-lookup";
import { operation } from "../outbox/operation";
import { findPaymentAccount } from "./queries";

/**
 * Writes our tenant on the Stripe customer that was linked, or takes it off the one that was unlinked. Which of both is
 * asked of the database when it is carried out: however late and in whatever order two of them run, the customer ends
 * up saying what is true.
 */
export const stripeCustomerNameTenant = operation({
  name: "stripe.customer.name_tenant",
  parameters: z.object({ stripeCustomerId: z.string() }),
  async execute({ stripeCustomerId }, effect) {
    const account = await inTenant(effect.tenantId, (tx) => findPaymentAccount(tx, effect.tenantId));
    const belongs = account?.stripeCustomerId === stripeCustomerId;
    await nameTenantOnCustomer(stripeCustomerId, effect.tenantId, belongs, effect.id);
  },
  async settle() {},
  /** The customer is gone at Stripe: there is nothing to write on, and its own event ends the link. */
  async refuse() {},
});
