import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at, DAY } from "../testing/instants";
import { customerWith, itemOf, sell } from "../testing/shop";

let h: Harness;
let stripe: Stripe;
beforeAll(async () => {
  h = await startHarness({ frozenNow: at("2026-09-16T12:00:00Z") });
  ({ stripe } = h);
});
afterAll(() => h?.close());

const card = (number: string) => ({ number, expMonth: 12, expYear: 2030 });

async function session() {
  const customer = await stripe.customers.create({ email: "buyer@example.com" });
  return stripe.checkout.sessions.create({
    mode: "setup",
    currency: "jpy",
    customer: customer.id,
    success_url: "https://app.example/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://app.example/back",
    metadata: { order: "o1" },
  });
}

test("Checkout in setup mode attaches the card and completes", async () => {
  const open = await session();
  expect(open).toMatchObject({ status: "open", url: `${h.sandbox.url}/checkout/${open.id}` });
  await h.newTypes();
  expect(await h.sandbox.operations.completeSession(open.id, card("4242 4242 4242 4242"))).toMatchObject({
    state: "complete",
  });
  const done = await stripe.checkout.sessions.retrieve(open.id, { expand: ["setup_intent.payment_method"] });
  expect(done).toMatchObject({ status: "complete", url: null, metadata: { order: "o1" } });
  const setup = done.setup_intent as Stripe.SetupIntent;
  expect(setup.payment_method).toMatchObject({ customer: open.customer, card: { last4: "4242" } });
  expect(await h.newTypes()).toEqual([
    "payment_method.attached",
    "setup_intent.succeeded",
    "checkout.session.completed",
  ]);
  await expect(h.sandbox.operations.completeSession(open.id, card("4242424242424242"))).rejects.toThrow(
    /complete/,
  );
});

test("a 3-D Secure card is set up by a challenge, and is then charged without another one", async () => {
  const open = await session();
  const answer = await h.sandbox.operations.completeSession(open.id, card("4000002500003155"));
  expect(answer.state).toBe("requires_action");
  const id = answer.challengeUrl?.split("/").at(-1) ?? "";
  expect(await h.sandbox.operations.getChallenge(id)).toMatchObject({
    kind: "setup",
    status: "requires_action",
  });
  expect(await h.sandbox.operations.answerChallenge(id, false)).toMatchObject({ state: "declined" });
  const again = await h.sandbox.operations.completeSession(open.id, card("4000002500003155"));
  const passed = await h.sandbox.operations.answerChallenge(
    again.challengeUrl?.split("/").at(-1) ?? "",
    true,
  );
  expect(passed).toEqual({
    state: "complete",
    message: null,
    returnUrl: `https://app.example/done?session=${open.id}`,
  });
  const setup = await stripe.setupIntents.retrieve(open.setup_intent as string);
  const { price } = await sell(stripe, "Set up", 500);
  const subscription = await stripe.subscriptions.create({
    customer: open.customer as string,
    items: [{ price: price.id }],
    default_payment_method: setup.payment_method as string,
  });
  expect(subscription.status).toBe("active");
});

test("a declined card leaves the session open", async () => {
  const open = await session();
  const declined = await h.sandbox.operations.completeSession(open.id, card("4000000000000002"));
  expect(declined).toMatchObject({ state: "declined", message: "Your card was declined." });
  expect((await stripe.checkout.sessions.retrieve(open.id)).status).toBe("open");
  await expect(h.sandbox.operations.completeSession(open.id, card("1234"))).rejects.toThrow(
    /number is incorrect/,
  );
});

test("a session expires after a day or on request, and then accepts no card", async () => {
  const [late, onRequest] = [await session(), await session()];
  expect((await stripe.checkout.sessions.expire(onRequest.id)).status).toBe("expired");
  await h.newTypes();
  await h.advanceTo(at("2026-09-16T12:00:00Z") + DAY);
  expect((await stripe.checkout.sessions.retrieve(late.id)).status).toBe("expired");
  expect(await h.newTypes()).toContain("checkout.session.expired");
  await expect(h.sandbox.operations.completeSession(late.id, card("4242424242424242"))).rejects.toThrow(
    /expired/,
  );
});

test("modes that are not covered are refused", async () => {
  await expect(
    stripe.checkout.sessions.create({ mode: "payment", success_url: "https://app.example" }),
  ).rejects.toMatchObject({ code: "sandbox_not_covered" });
});

test("the portal changes card, details and renewal of its own customer only", async () => {
  const customer = await customerWith(stripe);
  const { price } = await sell(stripe, "Ported", 500);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  });
  await stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true }, payment_method_update: { enabled: true } },
  });
  const portal = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: "https://app.example",
    flow_data: { type: "payment_method_update" },
  });
  const { operations } = h.sandbox;
  await operations.addPaymentMethod(portal.id, card("5555555555554444"));
  await operations.updateCustomerDetails(portal.id, { email: "new@example.com", name: "New" });
  const shown = await operations.getPortal(portal.id);
  expect(shown?.paymentMethods.map((method) => method.card.last4)).toEqual(["4444", "4242"]);
  expect(shown?.invoices).toHaveLength(1);
  const after = (await stripe.customers.retrieve(customer.id)) as Stripe.Customer;
  expect(after).toMatchObject({ email: "new@example.com", name: "New" });
  expect(after.invoice_settings.default_payment_method).toBe(shown?.paymentMethods[0]?.id);
  await operations.cancelAtPeriodEnd(portal.id, subscription.id);
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    cancel_at: itemOf(subscription).current_period_end,
  });
  await operations.resumeSubscription(portal.id, subscription.id);
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ cancel_at: null });
  const stranger = await customerWith(stripe);
  const theirs = stranger.invoice_settings.default_payment_method as string;
  await expect(operations.removePaymentMethod(portal.id, theirs)).rejects.toMatchObject({ status: 400 });
});
