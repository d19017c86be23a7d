import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { at, DAY, HOUR } from "../testing/instants";
import { customerWith, invoiceOf, itemOf, sell } from "../testing/shop";

const NOW = at("2026-09-01T12:00:00Z");
let h: Harness;
let stripe: Stripe;
let small: string;

beforeAll(async () => {
  h = await startHarness({ frozenNow: NOW });
  ({ stripe } = h);
  small = (await sell(stripe, "Small", 1000)).price.id;
});
afterAll(() => h?.close());

const subscribe = (customer: string, extra: Partial<Stripe.SubscriptionCreateParams> = {}) =>
  stripe.subscriptions.create({ customer, items: [{ price: small }], expand: ["latest_invoice"], ...extra });

async function clockNow(): Promise<number> {
  const response = await fetch(`${h.sandbox.url}/_control/clock`);
  return ((await response.json()) as { now: number }).now;
}

test("a declined first payment leaves an incomplete subscription, which expires with its invoice after 23 hours", async () => {
  const customer = await customerWith(stripe, "pm_card_chargeCustomerFail");
  await h.newTypes();
  const subscription = await subscribe(customer.id);
  expect(subscription.status).toBe("incomplete");
  expect(invoiceOf(subscription)).toMatchObject({ status: "open", attempt_count: 1 });
  expect(await h.newTypes()).toEqual(
    expect.arrayContaining(["charge.failed", "payment_intent.payment_failed", "invoice.payment_failed"]),
  );
  await h.advanceTo((await clockNow()) + 23 * HOUR - 1);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("incomplete");
  await h.advanceTo((await clockNow()) + 1);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("incomplete_expired");
  expect((await stripe.invoices.retrieve(invoiceOf(subscription).id)).status).toBe("void");
});

test("error_if_incomplete refuses with 402 and leaves nothing behind", async () => {
  const customer = await customerWith(stripe, "pm_card_chargeCustomerFail");
  await expect(subscribe(customer.id, { payment_behavior: "error_if_incomplete" })).rejects.toMatchObject({
    type: "StripeCardError",
    code: "card_declined",
    statusCode: 402,
  });
  expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toEqual([]);
});

test("default_incomplete waits for a payment, which activates the subscription", async () => {
  const customer = await customerWith(stripe);
  const subscription = await subscribe(customer.id, { payment_behavior: "default_incomplete" });
  expect(subscription.status).toBe("incomplete");
  await stripe.invoices.pay(invoiceOf(subscription).id);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
});

test("3-D Secure: a passed challenge pays the invoice and activates the subscription", async () => {
  const customer = await customerWith(stripe, "pm_card_authenticationRequired");
  await h.newTypes();
  const subscription = await subscribe(customer.id, {
    expand: ["latest_invoice.payments.data.payment.payment_intent"],
  });
  const intent = invoiceOf(subscription).payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent;
  expect(intent.status).toBe("requires_action");
  expect(intent.next_action?.type).toBe("use_stripe_sdk");
  const page = await h.sandbox.operations.getHostedInvoice(invoiceOf(subscription).id);
  expect(page?.challengeUrl).toBe(`${h.sandbox.url}/challenge/${intent.id}`);
  expect(await h.newTypes()).toContain("invoice.payment_action_required");
  const answer = await h.sandbox.operations.answerChallenge(intent.id, true);
  expect(answer).toMatchObject({ state: "complete", returnUrl: invoiceOf(subscription).hosted_invoice_url });
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  expect(await h.newTypes()).toEqual(
    expect.arrayContaining(["invoice.paid", "customer.subscription.updated"]),
  );
});

test("a failed challenge is a declined payment that can be tried again", async () => {
  const customer = await customerWith(stripe, "pm_card_authenticationRequired");
  const subscription = await subscribe(customer.id);
  const invoice = invoiceOf(subscription);
  const [payment] = (await stripe.invoicePayments.list({ invoice: invoice.id })).data;
  const intent = payment?.payment.payment_intent as string;
  expect(await h.sandbox.operations.answerChallenge(intent, false)).toMatchObject({ state: "declined" });
  expect((await stripe.paymentIntents.retrieve(intent)).last_payment_error?.code).toBe(
    "payment_intent_authentication_failure",
  );
  const card = { number: "4242 4242 4242 4242", expMonth: 12, expYear: 2030 };
  expect(await h.sandbox.operations.payInvoice(invoice.id, card)).toMatchObject({ state: "complete" });
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
});

/** An active subscription whose card stops working. */
async function withDeadCard(): Promise<Stripe.Subscription> {
  const customer = await customerWith(stripe);
  const subscription = await subscribe(customer.id);
  const dead = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: dead.id } });
  return subscription;
}

test("a failed renewal makes the subscription past_due, is retried on fixed days, and at last cancels it", async () => {
  const subscription = await withDeadCard();
  const due = itemOf(subscription).current_period_end;
  await h.advanceTo(due + HOUR);
  const failed = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(failed.status).toBe("past_due");
  expect(invoiceOf(failed)).toMatchObject({ attempt_count: 1, next_payment_attempt: due + HOUR + 3 * DAY });
  await h.advanceTo(due + HOUR + 8 * DAY);
  expect((await stripe.invoices.retrieve(invoiceOf(failed).id)).attempt_count).toBe(3);
  await h.newTypes();
  await h.advanceTo(due + HOUR + (3 + 5 + 7 + 10 + 14) * DAY);
  const ended = await stripe.subscriptions.retrieve(subscription.id);
  expect(ended).toMatchObject({ status: "canceled", cancellation_details: { reason: "payment_failed" } });
  expect(await h.newTypes()).toContain("customer.subscription.deleted");
}, 60_000);

test("after a failed renewal a payment makes the subscription active again", async () => {
  const subscription = await withDeadCard();
  await h.advanceTo(itemOf(subscription).current_period_end + HOUR);
  const failed = await stripe.subscriptions.retrieve(subscription.id);
  const card = { number: "4242424242424242", expMonth: 1, expYear: 2031 };
  await h.sandbox.operations.payInvoice(failed.latest_invoice as string, card);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
});

test("a declined invoices.pay answers 402, and its attempt is stored", async () => {
  const customer = await customerWith(stripe, "pm_card_chargeCustomerFail");
  const subscription = await subscribe(customer.id);
  const { id } = invoiceOf(subscription);
  await expect(stripe.invoices.pay(id)).rejects.toMatchObject({ code: "card_declined", statusCode: 402 });
  expect((await stripe.invoices.retrieve(id)).attempt_count).toBe(2);
});
