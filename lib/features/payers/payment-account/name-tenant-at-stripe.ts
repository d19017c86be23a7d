import { inTenant } from "@/lib/db/transaction";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { nameTenantOnCustomer } from "@/lib/stripe/customer-lookup";

/**
 * Writes our tenant on the Stripe customer that was linked, or takes it off the one that was unlinked. Which of both is
 * asked of the database when it is carried out: however late and in whatever order two of them run, the customer ends
 * up saying what is true.
 */
export const stripeCustomerNameTenant = handler("stripe.customer.name_tenant", {
  async execute({ stripeCustomerId }, message) {
    const account = await inTenant(message.tenantId, (tx) => findPaymentAccount(tx, message.tenantId));
    const belongs = account?.stripeCustomerId === stripeCustomerId;
    await nameTenantOnCustomer(stripeCustomerId, message.tenantId, belongs, message.id);
  },
  async settle() {},
  /** The customer is gone at Stripe: there is nothing to write on, and its own event ends the link. */
  async refuse() {},
});
