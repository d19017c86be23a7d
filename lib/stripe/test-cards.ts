import { callStripe } from "./call-stripe";

/** Attaches one of Stripe's test payment methods (`pm_card_…`) and makes it the default. Works in test mode only. */
export async function attachTestCard(customerId: string, testPaymentMethod: string): Promise<void> {
  const method = await callStripe((stripe) =>
    stripe.paymentMethods.attach(testPaymentMethod, { customer: customerId }),
  );
  await callStripe((stripe) =>
    stripe.customers.update(customerId, { invoice_settings: { default_payment_method: method.id } }),
  );
}
