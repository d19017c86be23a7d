import { eq } from "drizzle-orm";
import { paymentAccounts } from "@/drizzle/schema";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { syncBillingDetails } from "@/lib/features/payers/billing-details/update-at-stripe";
import { createCustomer, findCustomerOfTenant } from "@/lib/stripe/customers";

export const stripeCustomerCreate = handler("stripe.customer.create", {
  async execute({ payerName, payerEmail, locale }, message) {
    // An earlier attempt may have been answered to nobody, longer ago than Stripe remembers the key.
    const made = message.attempts > 1 ? await findCustomerOfTenant(payerEmail, message.tenantId) : null;
    const wanted = { tenantId: message.tenantId, name: payerName, email: payerEmail, locale };
    return made ?? createCustomer(wanted, message.id);
  },

  async settle(tx, ctx, message, _parameters, customer) {
    await tx
      .update(paymentAccounts)
      .set({ stripeCustomerId: customer.id, hasPaymentMethod: customer.hasPaymentMethod })
      .where(eq(paymentAccounts.tenantId, message.tenantId));
    await recordAudit(tx, ctx, message.tenantId, {
      action: "payment_account.confirmed",
      after: { stripeCustomerId: customer.id },
    });
    await syncBillingDetails(tx, ctx, message.tenantId);
  },

  /** Nothing exists at Stripe: the account goes, so that it can be created again with other data. */
  async refuse(tx, ctx, message, _parameters, reason) {
    await tx.delete(paymentAccounts).where(eq(paymentAccounts.tenantId, message.tenantId));
    await recordAudit(tx, ctx, message.tenantId, { action: "payment_account.refused", after: { reason } });
  },
});
