import type { Tour } from "./tour";

const card = { number: "4242424242424242", expMonth: 12, expYear: 2040 };

export const checkout: Tour = async (stripe, { sandbox }) => {
  const customer = (await stripe.customers.create({ email: "payer@example.com" })).id;
  const open = (mode: object = {}) =>
    stripe.checkout.sessions.create({
      mode: "setup",
      customer,
      currency: "jpy",
      allowed_payment_method_types: ["card"],
      locale: "ja",
      custom_text: { submit: { message: "今回の請求はありません。" } },
      client_reference_id: "ten_1",
      success_url: "https://choba.example/back?session={CHECKOUT_SESSION_ID}",
      cancel_url: "https://choba.example/away",
      metadata: { order: "1" },
      setup_intent_data: { description: "the card", metadata: { order: "1" } },
      ...mode,
    });
  const session = await open();
  await sandbox.operations.completeSession(session.id, card);
  await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["setup_intent.payment_method", "customer"],
  });
  const challenged = await open();
  await sandbox.operations.completeSession(challenged.id, { ...card, number: "4000002760003184" });
  const waiting = await stripe.checkout.sessions.retrieve(challenged.id, { expand: ["setup_intent"] });
  const intent = waiting.setup_intent;
  if (intent && typeof intent === "object") await sandbox.operations.answerChallenge(intent.id, false);
  await stripe.checkout.sessions.retrieve(challenged.id, { expand: ["setup_intent"] });
  await stripe.checkout.sessions.expire((await open()).id);
  await stripe.checkout.sessions.list({ customer });
};

export const portal: Tour = async (stripe) => {
  const customer = (await stripe.customers.create({ email: "payer@example.com" })).id;
  const configuration = await stripe.billingPortal.configurations.create({
    name: "Payment account",
    business_profile: { headline: "Choba", privacy_policy_url: "https://choba.example/privacy" },
    default_return_url: "https://choba.example",
    metadata: { purpose: "a tour" },
    features: {
      customer_update: { enabled: true, allowed_updates: ["email", "name", "address", "phone"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, mode: "at_period_end" },
      subscription_update: { enabled: false },
    },
  });
  await stripe.billingPortal.configurations.update(configuration.id, { active: true, name: "" });
  await stripe.billingPortal.configurations.retrieve(configuration.id);
  await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
  await stripe.billingPortal.sessions.create({
    customer,
    configuration: configuration.id,
    return_url: "https://choba.example/back",
    locale: "ja",
    flow_data: {
      type: "payment_method_update",
      after_completion: { type: "redirect", redirect: { return_url: "https://choba.example/done" } },
    },
  });
};
