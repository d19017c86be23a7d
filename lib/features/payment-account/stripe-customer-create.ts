import { eq } from "drizzle-orm";
import { z } from "zod";
import { paymentAccounts } from "@/drizzle/schema";
import { createCustomer, findCustomerOfTenant } from "@/lib/stripe/customers";
import { recordAudit } from "../audit/record";
import { syncBillingDetails } from "../billing-details/stripe-update";
import { operation } from "../outbox/operation";

export const stripeCustomerCreate = operation({
  name: "stripe.customer.create",
  parameters: z.object({
    payerName: z.string(),
    payerEmail: z.string(),
    locale: z.enum(["en", "ja"]),
  }),
  async execute({ payerName, payerEmail, locale }, effect) {
    // An earlier attempt may have been answered to nobody, longer ago than Stripe remembers the key.
    const made = effect.attempts > 1 ? await findCustomerOfTenant(payerEmail, effect.tenantId) : null;
    const wanted = { tenantId: effect.tenantId, name: payerName, email: payerEmail, locale };
    return made ?? createCustomer(wanted, effect.id);
  },

  async settle(tx, ctx, effect, _parameters, customer) {
    await tx
      .update(paymentAccounts)
      .set({ stripeCustomerId: customer.id, hasPaymentMethod: customer.hasPaymentMethod })
      .where(eq(paymentAccounts.tenantId, effect.tenantId));
    await recordAudit(tx, ctx, effect.tenantId, {
      action: "payment_account.confirmed",
      after: { stripeCustomerId: customer.id },
    });
    await syncBillingDetails(tx, ctx, effect.tenantId);
  },

  /** Nothing exists at Stripe: the account goes, so that it can be created anew with other data. */
  async refuse(tx, ctx, effect, _parameters, reason) {
    await tx.delete(paymentAccounts).where(eq(paymentAccounts.tenantId, effect.tenantId));
    await recordAudit(tx, ctx, effect.tenantId, { action: "payment_account.refused", after: { reason } });
  },
});
