import { callStripe } from "./call-stripe";

/**
 * In Choba's portal configuration the payer can change cards, address and e-mail, and download invoices.
 * Plans are changed in Choba only, so the portal cannot switch them
 * (docs.stripe.com/customer-management/configure-portal).
 */
const purpose = "choba_payment_account";

/**
 * A short-lived link to Stripe's customer portal. It needs no outbox message, because opening it changes
 * nothing.
 */
export async function createPortalSession(portal: {
  customerId: string;
  returnUrl: string;
  locale: "en" | "ja";
}): Promise<string> {
  const configuration = await ensureConfiguration();
  const session = await callStripe((stripe) =>
    stripe.billingPortal.sessions.create({
      customer: portal.customerId,
      return_url: portal.returnUrl,
      locale: portal.locale,
      configuration,
    }),
  );
  return session.url;
}

async function ensureConfiguration(): Promise<string> {
  const list = await callStripe((stripe) =>
    stripe.billingPortal.configurations.list({ active: true, limit: 100 }),
  );
  const existing = list.data.find((configuration) => configuration.metadata?.purpose === purpose);
  if (existing) return existing.id;
  const created = await callStripe((stripe) =>
    stripe.billingPortal.configurations.create(
      {
        metadata: { purpose },
        features: {
          customer_update: { enabled: true, allowed_updates: ["email", "name", "address", "phone"] },
          invoice_history: { enabled: true },
          payment_method_update: { enabled: true },
          subscription_cancel: { enabled: false },
          subscription_update: { enabled: false },
        },
      },
      { idempotencyKey: purpose },
    ),
  );
  return created.id;
}
