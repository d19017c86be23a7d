import type Stripe from "stripe";
import { extractText } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { customerWith, invoiceOf, sell } from "../testing/shop";
import { submit, visit } from "../testing/visitor";

let harness: Harness;
let subscription: Stripe.Subscription;

beforeAll(async () => {
  harness = await startHarness();
  const { stripe } = harness;
  const jct = await stripe.taxRates.create({ display_name: "消費税", percentage: 10, inclusive: false });
  const coupon = await stripe.coupons.create({ percent_off: 20, duration: "forever", name: "Friends" });
  subscription = await stripe.subscriptions.create({
    customer: (await customerWith(stripe)).id,
    items: [{ price: (await sell(stripe, "Business", 10_000)).price.id }],
    default_tax_rates: [jct.id],
    discounts: [{ coupon: coupon.id }],
    expand: ["latest_invoice"],
  });
});
afterAll(() => harness.close());

const read = async (path: string, language = "en") => {
  const { status, html } = await visit(harness.sandbox.url + path, { "Accept-Language": language });
  expect(status).toBe(200);
  return html;
};
const dashboard = (form: Record<string, string>, path: string) =>
  submit(`${harness.sandbox.url}/dashboard${path}`, form);

test("the hosted invoice, its PDF, the receipt and the dashboard show discount and tax", async () => {
  const { id } = invoiceOf(subscription);
  const [charge] = (await harness.stripe.charges.list({ customer: subscription.customer as string })).data;
  const { text: print } = await extractText(
    new Uint8Array(await (await fetch(`${harness.sandbox.url}/invoice/${id}/pdf?lang=en`)).arrayBuffer()),
    { mergePages: true },
  );
  for (const page of [await read(`/invoice/${id}`), await read(`/dashboard/invoices/${id}`), print]) {
    for (const text of ["Discount: Friends", "-¥2,000", "消費税 10%", "¥800", "¥8,800"])
      expect(page).toContain(text);
  }
  expect(await read(`/receipt/${charge?.id}`)).toContain("¥800");
  expect(await read(`/invoice/${id}`, "ja")).toContain("割引：Friends");
});

test("the portal shows them beside the plan", async () => {
  const configuration = await harness.stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
  });
  const session = await harness.stripe.billingPortal.sessions.create({
    customer: subscription.customer as string,
    configuration: configuration.id,
  });
  const page = await read(new URL(session.url).pathname, "ja");
  expect(page).toContain("割引：Friends");
  expect(page).toContain("別途 消費税 10%");
});

test("in the dashboard a subscription's coupon is replaced and removed", async () => {
  const path = `/subscriptions/${subscription.id}`;
  expect(await read(`/dashboard${path}`)).toContain("Friends");
  await harness.newTypes();
  expect((await dashboard({ do: "give_coupon", percent: "50" }, path)).status).toBe(303);
  expect(await harness.newTypes()).toEqual([
    "coupon.created",
    "customer.subscription.updated",
    "customer.discount.deleted",
    "customer.subscription.updated",
    "customer.discount.created",
  ]);
  const percents = async () => {
    const { discounts } = await harness.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["discounts.source.coupon"],
    });
    return discounts.map((discount) => {
      const coupon = typeof discount === "string" ? null : discount.source.coupon;
      return typeof coupon === "string" ? coupon : coupon?.percent_off;
    });
  };
  expect(await percents()).toEqual([50]);
  const refused = await dashboard({ do: "give_coupon", percent: "0" }, path);
  expect(refused.html).toContain("must be between 0 and 100");
  await dashboard({ do: "take_coupon" }, path);
  expect(await percents()).toEqual([]);
});

test("in the dashboard a charge is disputed, and the dispute is won or lost", async () => {
  const { stripe } = harness;
  const { id } = invoiceOf(subscription);
  const path = `/invoices/${id}`;
  await harness.newTypes();
  await dashboard({ do: "dispute", reason: "product_not_received" }, path);
  expect(await harness.newTypes()).toEqual([
    "charge.dispute.created",
    "charge.dispute.funds_withdrawn",
    "charge.updated",
  ]);
  const [charge] = (await stripe.charges.list({ customer: subscription.customer as string })).data;
  const [dispute] = (await stripe.disputes.list({ charge: charge?.id })).data;
  expect(charge?.disputed).toBe(true);
  expect(dispute).toMatchObject({
    amount: 8800,
    reason: "product_not_received",
    status: "needs_response",
    payment_intent: charge?.payment_intent,
  });
  const page = await read(`/dashboard${path}`, "ja");
  expect(page).toContain("不審請求");
  expect(page).not.toContain('value="dispute"');
  await dashboard({ do: "win_dispute", dispute: dispute?.id ?? "" }, path);
  expect(await harness.newTypes()).toEqual(["charge.dispute.funds_reinstated", "charge.dispute.closed"]);
  expect((await stripe.disputes.retrieve(dispute?.id ?? "")).status).toBe("won");
  await expect(stripe.disputes.close(dispute?.id ?? "")).rejects.toMatchObject({ statusCode: 400 });
});
