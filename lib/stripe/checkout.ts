import type Stripe from "stripe";
import { callStripe } from "./call-stripe";

export type CheckoutSnapshot = {
  id: string;
  status: "open" | "complete" | "expired";
  url: string | null;
  paymentMethodId: string | null;
  orderId: string | null;
  tenantId: string | null;
};

/**
 * A Checkout page in `setup` mode: it takes a card and nothing else
 * (docs.stripe.com/payments/checkout/save-and-reuse). The confirmed order creates the subscription, so two
 * open pages never make two subscriptions.
 */
export async function createSetupSession(
  session: {
    customerId: string;
    currency: string;
    tenantId: string;
    orderId: string;
    locale: "en" | "ja";
    /** Below the button: what is charged to the card, and when. */
    note: string;
    successUrl: string;
    cancelUrl: string;
  },
  key: string,
): Promise<CheckoutSnapshot> {
  const metadata = { choba_tenant: session.tenantId, choba_order: session.orderId };
  return snapshot(
    await callStripe((stripe) =>
      stripe.checkout.sessions.create(
        {
          mode: "setup",
          customer: session.customerId,
          currency: session.currency.toLowerCase(),
          allowed_payment_method_types: ["card"],
          locale: session.locale,
          custom_text: { submit: { message: session.note } },
          client_reference_id: session.tenantId,
          success_url: session.successUrl,
          cancel_url: session.cancelUrl,
          metadata,
          setup_intent_data: { metadata },
        },
        { idempotencyKey: key },
      ),
    ),
  );
}

export async function readCheckoutSession(id: string): Promise<CheckoutSnapshot> {
  return snapshot(
    await callStripe((stripe) => stripe.checkout.sessions.retrieve(id, { expand: ["setup_intent"] })),
  );
}

/** Closes an open page, so that nobody can leave a card there any more. */
export async function expireCheckoutSession(id: string, key: string): Promise<void> {
  const session = await readCheckoutSession(id);
  if (session.status !== "open") return;
  await callStripe((stripe) => stripe.checkout.sessions.expire(id, {}, { idempotencyKey: key }));
}

function snapshot(session: Stripe.Checkout.Session): CheckoutSnapshot {
  const intent = session.setup_intent;
  const method = intent && typeof intent === "object" ? intent.payment_method : null;
  return {
    id: session.id,
    status: (session.status ?? "open") as CheckoutSnapshot["status"],
    url: session.url,
    paymentMethodId: typeof method === "string" ? method : (method?.id ?? null),
    orderId: session.metadata?.choba_order ?? null,
    tenantId: session.metadata?.choba_tenant ?? null,
  };
}
