import type Stripe from "stripe";
import { expect } from "vitest";
import { HOUR } from "@/sandbox/testing/instants";
import { invoiceOf, itemOf } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import { NOW, type Shop } from "./shop";

/* docs.stripe.com/billing/subscriptions/overview */

function intentOf(subscription: Stripe.Subscription): Stripe.PaymentIntent {
  const intent = invoiceOf(subscription).payments?.data[0]?.payment.payment_intent;
  if (!intent || typeof intent === "string") throw new Error("the payment intent is not expanded");
  return intent;
}

const unpaid = { payment_behavior: "allow_incomplete", off_session: false } as const;

claim("allow_incomplete with a declined card: incomplete, an open invoice, a reason", async (shop) => {
  const customer = await shop.customer("pm_card_chargeCustomerFail");
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer, unpaid);
  expect(subscription.status).toBe("incomplete");
  expect(invoiceOf(subscription)).toMatchObject({ status: "open", amount_remaining: 1000 });
  expect(invoiceOf(subscription).hosted_invoice_url).toMatch(/^http/);
  expect(intentOf(subscription)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined" },
  });
});

claim("allow_incomplete with a card that needs 3-D Secure: the payment waits for the payer", async (shop) => {
  const customer = await shop.customer("pm_card_authenticationRequired");
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer, unpaid);
  expect(subscription.status).toBe("incomplete");
  expect(invoiceOf(subscription).status).toBe("open");
  expect(intentOf(subscription).status).toBe("requires_action");
});

claim("paying the first invoice with another card activates", async (shop) => {
  const customer = await shop.customer("pm_card_chargeCustomerFail");
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer, unpaid);
  const card = await shop.changeCard(customer.id, "pm_card_visa");
  const paid = await shop.stripe.invoices.pay(invoiceOf(subscription).id, { payment_method: card });
  expect(paid.status).toBe("paid");
  expect((await shop.read(subscription)).status).toBe("active");
});

claim("a first invoice unpaid for 23 hours: incomplete_expired, and the invoice is void", async (shop) => {
  const customer = await shop.customer("pm_card_chargeCustomerFail");
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer, unpaid);
  await shop.advanceTo(NOW + 22 * HOUR);
  expect((await shop.read(subscription)).status).toBe("incomplete");
  await shop.advanceTo(NOW + 24 * HOUR);
  const after = await shop.read(subscription);
  expect(after.status).toBe("incomplete_expired");
  expect(invoiceOf(after).status).toBe("void");
});

claim("a change whose charge is declined is made all the same, and is past due", async (shop) => {
  const [low, high] = [await shop.price("Low", 1000), await shop.price("High", 5000)];
  const customer = await shop.customer();
  const subscription = await shop.subscribe(low, customer);
  await shop.changeCard(customer.id, "pm_card_chargeCustomerFail");
  const changed = await shop.stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: high, quantity: 1 }],
    proration_behavior: "always_invoice",
    proration_date: NOW,
    expand: ["latest_invoice"],
  });
  expect(changed.status).toBe("past_due");
  expect(itemOf(changed).price.id).toBe(high);
  expect(invoiceOf(changed)).toMatchObject({ status: "open", amount_remaining: 4000 });
});

claim("error_if_incomplete with a declined card is a 402 card error, and makes nothing", async (shop) => {
  const customer = await shop.customer("pm_card_chargeCustomerFail");
  const price = await shop.price("Plan", 1000);
  const creation = shop.subscribe(price, customer, { payment_behavior: "error_if_incomplete" });
  await expect(creation).rejects.toMatchObject({
    statusCode: 402,
    rawType: "card_error",
    code: "card_declined",
    decline_code: expect.any(String),
  });
  const list = await shop.stripe.subscriptions.list({ customer: customer.id, status: "all" });
  expect(list.data).toEqual([]);
});

/** An open own invoice of a customer with this card. */
async function opened(shop: Shop, card: string): Promise<Stripe.Invoice> {
  const customer = await shop.customer(card);
  const draft = await shop.draft(customer.id, [{ amount: 1000, description: "Work" }]);
  return shop.stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false });
}

async function paymentOf(shop: Shop, invoice: Stripe.Invoice): Promise<Stripe.PaymentIntent> {
  const { payments } = await shop.stripe.invoices.retrieve(invoice.id, {
    expand: ["payments.data.payment.payment_intent"],
  });
  const intent = payments?.data[0]?.payment.payment_intent;
  if (!intent || typeof intent === "string") throw new Error("the payment intent is not expanded");
  return intent;
}

claim(
  "paid off session, which is the default, a card that needs 3-D Secure is declined",
  async (shop) => {
    for (const off_session of [undefined, true]) {
      const invoice = await opened(shop, "pm_card_authenticationRequired");
      const pay = shop.stripe.invoices.pay(invoice.id, off_session === undefined ? {} : { off_session });
      await expect(pay).rejects.toMatchObject({ statusCode: 402, code: "authentication_required" });
      expect(await paymentOf(shop, invoice)).toMatchObject({
        status: "requires_payment_method",
        last_payment_error: { code: "authentication_required", decline_code: "authentication_required" },
      });
      expect((await shop.stripe.invoices.retrieve(invoice.id)).status).toBe("open");
    }
  },
  { unverified: true },
);

claim("paid on session, it waits for the payer", async (shop) => {
  const invoice = await opened(shop, "pm_card_authenticationRequired");
  const pay = shop.stripe.invoices.pay(invoice.id, { off_session: false });
  await expect(pay).rejects.toMatchObject({
    statusCode: 402,
    code: "invoice_payment_intent_requires_action",
  });
  expect((await paymentOf(shop, invoice)).status).toBe("requires_action");
});

claim("a decline says what to do next, with the card network's code", async (shop) => {
  const invoice = await opened(shop, "pm_card_visa");
  const cards = {
    pm_card_visa_chargeDeclinedStolenCard: {
      decline_code: "stolen_card",
      advice_code: "do_not_try_again",
      network_decline_code: "43",
      network_advice_code: "01",
    },
    pm_card_visa_chargeDeclinedInsufficientFunds: {
      decline_code: "insufficient_funds",
      advice_code: "try_again_later",
      network_decline_code: "51",
      network_advice_code: "02",
    },
  };
  const { id } = await paymentOf(shop, invoice);
  for (const [payment_method, expected] of Object.entries(cards)) {
    const confirm = shop.stripe.paymentIntents.confirm(id, {
      payment_method,
      return_url: "https://choba.example/back",
    });
    await expect(confirm).rejects.toMatchObject({ statusCode: 402, raw: expected });
  }
});

holdThem();
