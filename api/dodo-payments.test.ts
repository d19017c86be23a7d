import DodoPayments from "dodopayments";
import { extractText } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { DodoShop, refusesField } from "@/tests/support/dodo-shop";
import { makeKey } from "@/tests/support/factories";

/** What is charged beside the plan, and what was paid, by the guide's own snippets. */
let shop: DodoShop;
beforeAll(async () => {
  shop = await DodoShop.open();
}, 60_000);
afterAll(() => shop?.close());

/** The fields that the guide's snippet prints, which the package's types do not have. */
type Printed = { amount: number; description: string };

describe("the guide's snippets", () => {
  test("model 5, step 5: the calls beyond 50,000 are charged at the end of the cycle", async () => {
    const { client } = shop;
    const { customerId, subscriptionId: sub } = await shop.subscription("cycle", "prod_enterprise_platform", [
      { addon_id: "addon_user_seat", quantity: 20 },
    ]);
    const calculatePeriodUsage = async (_subscriptionId: string) => ({ totalCalls: 62_345 });
    async function billUsageOverage(subscriptionId: string) {
      const usage = await calculatePeriodUsage(subscriptionId);
      const includedCalls = 50000;
      const overageCalls = Math.max(0, usage.totalCalls - includedCalls);

      if (overageCalls > 0) {
        // $0.10 per 1000 calls = $0.0001 per call
        const overageCharge = Math.ceil(overageCalls / 1000) * 10; // cents
        await client.subscriptions.charge(subscriptionId, {
          product_price: overageCharge,
          product_description: `API usage: ${overageCalls.toLocaleString()} calls over 50K included`,
        });
      }
    }
    await billUsageOverage(sub);
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([19900 + 20 * 2500, 130]);
    const { items } = await client.payments.list({ subscription_id: sub, page_size: 1 });
    expect(items).toMatchObject([
      { status: "succeeded", description: "API usage: 12,345 calls over 50K included" },
    ]);
  });

  test("model 7, steps 2 and 3: two services are charged, and listed with the retainer", async () => {
    const { client } = shop;
    const { customerId, subscriptionId: sub_123 } = await shop.subscription("services", "prod_retainer");
    // Charge for 3 hours of consulting
    await client.subscriptions.charge(sub_123, {
      product_price: 45000, // $450.00 (3 × $150)
      product_description: "Consulting - 3 hours (March 15)",
    });

    // Charge for emergency support incident
    await client.subscriptions.charge(sub_123, {
      product_price: 10000, // $100.00
      product_description: "Emergency support - Server outage (March 18)",
    });
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([19900, 45000, 10000]);
    // Retrieve subscription charges
    const payments = await client.payments.list({
      subscription_id: sub_123,
    });
    const printed: string[] = [];
    // Show itemized breakdown to customer
    (payments.items as unknown as Printed[]).forEach((payment) => {
      printed.push(`${payment.description}: $${payment.amount / 100}`);
    });
    expect(printed.sort()).toEqual([
      "Consulting - 3 hours (March 15): $450",
      "Emergency support - Server outage (March 18): $100",
      "retainer: $199",
    ]);
  });

  test("usage visibility: what is used, included, left and beyond, by the package's new name", async () => {
    const { client } = shop;
    const { customerId, subscriptionId: sub } = await shop.subscription("visible", "prod_starter");
    await ingest(customerId, "visible", 1250);
    async function getUsageSummary(subscriptionId: string) {
      const { items } = await client.subscriptions.retrieveUsageHistory(subscriptionId);
      const usage = items[0]?.meters[0];
      if (!usage) throw new Error("the running month has a meter");
      const used = Number(usage.consumed_units);
      return {
        current: used,
        included: usage.free_threshold,
        remaining: Math.max(0, usage.free_threshold - used),
        overage: Math.max(0, used - usage.free_threshold),
        cost: usage.total_price,
      };
    }
    expect(await getUsageSummary(sub)).toEqual({
      current: 1250,
      included: 1000,
      remaining: 0,
      overage: 250,
      cost: 500,
    });
  });
});

/** Events at the shop's time, in lots that a request takes. */
async function ingest(customerId: string, name: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, index) => ({
    event_id: `${name}-${index}`,
    customer_id: customerId,
    event_name: "api.call",
  }));
  for (let from = 0; from < count; from += 100)
    await shop.client.usageEvents.ingest({ events: events.slice(from, from + 100) });
}

describe("a charge", () => {
  const work = { product_price: 5000, product_description: "Training" };

  test("is made once if the same comes again, also at the same time, and again after three minutes", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("repeats", "prod_retainer");
    const made = await Promise.all([1, 2, 3].map(() => client.subscriptions.charge(subscriptionId, work)));
    expect(new Set(made.map(({ payment_id }) => payment_id)).size).toBe(1);
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([19900, 5000]);
    const later = new Date("2026-11-01T09:03:01Z");
    await shop.world.jumpTo(later);
    const { payment_id } = await client.subscriptions.charge(subscriptionId, work);
    expect(made.map((each) => each.payment_id)).not.toContain(payment_id);
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([19900, 5000, 5000]);
  });

  test("is another one if amount, description or metadata differ", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("differs", "prod_retainer");
    await client.subscriptions.update(subscriptionId, { metadata: { team: "east" } });
    for (const body of [
      work,
      { ...work, product_price: 5001 },
      { ...work, product_description: "Training, second day" },
      { ...work, metadata: { ticket: "A-17" } },
    ])
      await client.subscriptions.charge(subscriptionId, body);
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([19900, 5000, 5001, 5000, 5000]);
    const { items } = await client.payments.list({ customer_id: customerId });
    const tickets = items.filter(({ metadata }) => "ticket" in metadata);
    expect(tickets.map(({ metadata }) => metadata)).toEqual([{ ticket: "A-17" }]);
    expect(items.filter(({ metadata }) => metadata.team === "east")).toHaveLength(4);
  });

  test("has the identity that it names: by Idempotency-Key, or charge_id in its metadata", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("named", "prod_retainer");
    const keyed = (key: string) =>
      client.subscriptions.charge(subscriptionId, work, { headers: { "Idempotency-Key": key } });
    const named = (charge_id: string, product_price = 700) =>
      client.subscriptions.charge(subscriptionId, { ...work, product_price, metadata: { charge_id } });
    const first = await keyed("job-1");
    expect(await keyed("job-1")).toEqual(first);
    expect(await keyed("job-2")).not.toEqual(first);
    expect(await named("job-3")).toEqual(await named("job-3"));
    await refusesField(named("job-3", 701), {
      field: "metadata.charge_id",
      rule: "known_with_other_content",
    });
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([19900, 5000, 5000, 700]);
  });

  test("that the card declines is a payment to mend, and is not made again by a repetition", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("declined", "prod_retainer");
    await shop.giveCard(customerId, "pm_card_chargeCustomerFail");
    const { payment_id } = await client.subscriptions.charge(subscriptionId, work);
    await shop.world.settle();
    expect(await client.subscriptions.charge(subscriptionId, work)).toEqual({ payment_id });
    expect(await client.payments.retrieve(payment_id)).toMatchObject({
      status: "requires_payment_method",
      error_code: expect.any(String),
      payment_link: expect.stringMatching(/^http/),
      total_amount: 5000,
      settlement_amount: 0,
    });
    const listed = await client.payments.list({
      customer_id: customerId,
      status: "requires_payment_method",
    });
    expect(listed.items.map((each) => each.payment_id)).toEqual([payment_id]);
  });

  test("is answered while Stripe is silent, and paid once when it speaks again", async () => {
    const { client, world } = shop;
    const { customerId, subscriptionId } = await shop.subscription("silent", "prod_retainer");
    const silence = { kind: "server_error_500", times: null, delayMs: 0 } as const;
    world.sandbox.failures.add({ ...silence, match: { method: "POST", path: "/v1/invoices" } });
    const { payment_id } = await client.subscriptions.charge(subscriptionId, work);
    expect(await client.payments.retrieve(payment_id)).toMatchObject({ status: "processing" });
    expect((await client.payments.retrieveLineItems(payment_id)).items).toMatchObject([
      { items_id: "line_1", amount: 5000, description: expect.stringContaining("Training") },
    ]);
    world.sandbox.failures.clear();
    await world.settle();
    expect(await client.payments.retrieve(payment_id)).toMatchObject({ status: "succeeded" });
    expect(await shop.charged(customerId)).toEqual([19900, 5000]);
  });

  test("is refused by field where it is no amount, or in another currency", async () => {
    const { client } = shop;
    const { subscriptionId } = await shop.subscription("refused", "prod_retainer");
    const charge = (more: object) => client.subscriptions.charge(subscriptionId, { ...work, ...more });
    await refusesField(charge({ product_price: 0 }), { field: "product_price", rule: "too_small" });
    await refusesField(charge({ product_currency: "EUR" }), {
      field: "product_currency",
      rule: "other_currency",
    });
    await refusesField(charge({ product_description: "x".repeat(201) }), {
      field: "product_description",
      rule: "too_long",
    });
    await refusesField(charge({ customer_balance_config: { allow_customer_credits_usage: false } }), {
      field: "customer_balance_config.allow_customer_credits_usage",
      rule: "changes_charge",
    });
    await expect(client.subscriptions.charge("sub_nobody", work)).rejects.toMatchObject({ status: 404 });
    const { secret } = await makeKey("read");
    const reader = new DodoPayments({ baseURL: shop.baseURL, bearerToken: secret, logLevel: "off" });
    await expect(reader.subscriptions.charge(subscriptionId, work)).rejects.toMatchObject({ status: 403 });
  });
});

describe("payments", () => {
  test("are those of a purchase, with its lines and its invoice to download", async () => {
    const { client } = shop;
    const seats = [{ addon_id: "addon_seat", quantity: 9 }];
    const { customerId, subscriptionId } = await shop.subscription("lines", "prod_team_plan", seats);
    const { items } = await client.payments.list({ customer_id: customerId });
    expect(items).toMatchObject([
      {
        status: "succeeded",
        total_amount: 23400,
        currency: "USD",
        subscription_id: subscriptionId,
        customer: { customer_id: customerId },
        description: "team",
      },
    ]);
    const id = items[0]?.payment_id ?? "";
    expect(await client.payments.retrieve(id)).toMatchObject({ settlement_amount: 23400, tax: 0 });
    const lines = await client.payments.retrieveLineItems(id);
    expect(lines.items.map(({ amount }) => amount)).toEqual([9900, 9 * 1500]);
    expect(lines.items[1]?.description).toContain("Seats (9 × $15.00)");
    const invoice = await client.invoices.payments.retrieve(id);
    expect(invoice.headers.get("content-disposition")).toMatch(/^attachment; filename=".+\.pdf"$/);
    const { text } = await extractText(new Uint8Array(await invoice.arrayBuffer()), { mergePages: true });
    expect(text).toContain("234.00");
  });

  test("show what was promised while there is no invoice", async () => {
    const { client } = shop;
    const customerId = await shop.customer("waits", null);
    const { payment_id } = await client.subscriptions.create({
      billing: { country: "US" },
      customer: { customer_id: customerId },
      product_id: "prod_retainer",
      quantity: 1,
    });
    expect(await client.payments.retrieve(payment_id)).toMatchObject({
      status: "requires_payment_method",
      invoice_id: null,
      total_amount: 19900,
    });
    const { items } = await client.payments.retrieveLineItems(payment_id);
    expect(items).toMatchObject([{ items_id: "line_1", amount: 19900 }]);
    await expect(client.invoices.payments.retrieve(payment_id)).rejects.toMatchObject({ status: 404 });
    const [order] = await shop.orders(customerId);
    const orderId = order?.id ?? "ord_none";
    expect(await discardOrder(await shop.ownerOf(customerId), customerId, { orderId })).toMatchObject({
      ok: true,
    });
    expect(await client.payments.retrieve(payment_id)).toMatchObject({ status: "cancelled" });
  });

  test("include invoices that people made, which belong to no subscription", async () => {
    const { client, world } = shop;
    const { customerId, subscriptionId } = await shop.subscription("people", "prod_retainer");
    const listed = await client.payments.list({ customer_id: customerId });
    const ours = await world.stripe.invoices.retrieve(listed.items[0]?.invoice_id ?? "");
    const customer = String(ours.customer);
    const draft = await world.stripe.invoices.create({ customer, currency: "usd" });
    await world.stripe.invoices.addLines(draft.id, { lines: [{ amount: 1234, description: "Travel" }] });
    await world.settle();
    expect((await client.payments.list({ customer_id: customerId })).items).toHaveLength(1);
    await world.stripe.invoices.finalizeInvoice(draft.id);
    await world.settle();
    const { items } = await client.payments.list({ customer_id: customerId });
    expect(items.find(({ payment_id }) => payment_id === draft.id)).toMatchObject({
      total_amount: 1234,
      subscription_id: null,
    });
    expect((await client.payments.list({ subscription_id: subscriptionId })).items).toHaveLength(1);
    expect((await client.payments.retrieveLineItems(draft.id)).items).toMatchObject([
      { amount: 1234, description: "Travel" },
    ]);
  });

  test("are filtered and paged, each once", async () => {
    const { client } = shop;
    const all: string[] = [];
    for await (const { payment_id } of client.payments.list({ page_size: 3 })) all.push(payment_id);
    expect(all.length).toBeGreaterThan(10);
    expect(new Set(all).size).toBe(all.length);
    const count = async (query: DodoPayments.PaymentListParams) =>
      (await client.payments.list({ ...query, page_size: 100 })).items.length;
    expect(await count({ currency: "USD" })).toBe(all.length);
    expect(await count({ currency: "JPY" })).toBe(0);
    expect(await count({ status: "requires_capture" })).toBe(0);
    expect(await count({ created_at_gte: "2026-11-01T09:03:00Z" })).toBeLessThan(all.length);
    expect(await count({ created_at_lte: "2026-11-01T08:59:00Z" })).toBe(0);
    expect(await count({ customer_id: "nobody" })).toBe(0);
    expect(await count({ subscription_id: "sub_nobody" })).toBe(0);
    await refusesField(client.payments.list({ product_id: "prod_starter" }), {
      field: "product_id",
      rule: "not_possible_here",
    });
    await expect(client.payments.retrieve("pay_nobody")).rejects.toMatchObject({ status: 404 });
  });
});

// Last, because time goes on.
describe("the history of usage", () => {
  test("has ended months as they were billed, and the running one first", async () => {
    const { client, world } = shop;
    const { customerId, subscriptionId } = await shop.subscription("history", "prod_starter");
    await ingest(customerId, "history-november", 1100);
    await world.advanceTo(new Date("2026-12-02T09:00:00Z"));
    await ingest(customerId, "history-december", 40);
    const months = (await client.subscriptions.retrieveUsageHistory(subscriptionId)).items;
    const meter = {
      id: "api_calls",
      name: "calls",
      free_threshold: 1000,
      price_per_unit: "2",
      currency: "USD",
    };
    expect(months).toEqual([
      {
        start_date: "2026-12-01T00:00:00.000Z",
        end_date: "2027-01-01T00:00:00.000Z",
        meters: [{ ...meter, consumed_units: "40", chargeable_units: "0", total_price: 0 }],
      },
      {
        start_date: "2026-11-01T00:00:00.000Z",
        end_date: "2026-12-01T00:00:00.000Z",
        meters: [{ ...meter, consumed_units: "1100", chargeable_units: "100", total_price: 200 }],
      },
    ]);
    expect((await shop.charged(customerId)).at(-1)).toBe(1900 + 200);
    const history = async (query: DodoPayments.SubscriptionRetrieveUsageHistoryParams) =>
      (await client.subscriptions.retrieveUsageHistory(subscriptionId, query)).items;
    expect(await history({ end_date: "2026-11-30T00:00:00Z" })).toEqual(months.slice(1));
    expect(await history({ start_date: "2026-12-01T00:00:00Z" })).toEqual(months.slice(0, 1));
    expect(await history({ page_size: 1, page_number: 2 })).toEqual(months.slice(1));
    const { id: unitId } = await client.meters.retrieve("api_calls");
    expect(await history({ meter_id: unitId })).toEqual(months);
    await client.subscriptions.changePlan(subscriptionId, {
      product_id: "prod_pro",
      quantity: 1,
      proration_billing_mode: "prorated_immediately",
    });
    await world.settle();
    const [running] = await history({ page_size: 1 });
    expect(running?.meters).toMatchObject([
      { consumed_units: "40", free_threshold: 25000, price_per_unit: "1" },
    ]);
    expect((await history({ meter_id: "another" })).flatMap(({ meters }) => meters)).toEqual([]);
  });
});

test("work is charged after the license ended too, and without a card it waits for one", async () => {
  const { client, world } = shop;
  const { customerId, subscriptionId } = await shop.subscription("ended", "prod_retainer");
  await client.subscriptions.update(subscriptionId, { cancel_at_next_billing_date: true });
  await world.advanceTo(new Date("2027-01-02T09:00:00Z"));
  expect(await client.subscriptions.retrieve(subscriptionId)).toMatchObject({ status: "cancelled" });
  await client.subscriptions.charge(subscriptionId, { product_price: 3000, product_description: "Handover" });
  await world.settle();
  expect((await shop.charged(customerId)).at(-1)).toBe(3000);

  const bare = await shop.customer("bare", null);
  const { subscription_id } = await client.subscriptions.create({
    billing: { country: "US" },
    customer: { customer_id: bare },
    product_id: "prod_retainer",
    quantity: 1,
  });
  await world.settle();
  const { payment_id } = await client.subscriptions.charge(subscription_id, {
    product_price: 3000,
    product_description: "Handover",
  });
  await world.settle();
  const waiting = await client.payments.retrieve(payment_id);
  expect(waiting).toMatchObject({ settlement_amount: 0, payment_link: expect.stringMatching(/^http/) });
  expect(waiting.status).toBe("requires_payment_method");
});
