import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { clientOf, type Harness, startHarness } from "../testing/harness";
import { at } from "../testing/instants";
import { customerWith, invoiceOf, sell } from "../testing/shop";

let h: Harness;
let stripe: Stripe;

beforeAll(async () => {
  h = await startHarness({ frozenNow: at("2026-09-16T12:00:00Z") });
  ({ stripe } = h);
});
afterEach(() => h.sandbox.failures.clear());
afterAll(() => h?.close());

async function raw(method: string, path: string, body = "", headers: { [name: string]: string } = {}) {
  const response = await fetch(`${h.sandbox.url}${path}`, {
    method,
    headers: {
      Authorization: "Bearer sk_test_choba",
      "Content-Type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: method === "POST" ? body : undefined,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test("an idempotency key replays the answer and does the work once", async () => {
  const create = () => stripe.customers.create({ name: "Once" }, { idempotencyKey: "key-once" });
  const [first, second] = [await create(), await create()];
  expect(second.id).toBe(first.id);
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
});

test("a key with other parameters is refused", async () => {
  await stripe.customers.create({ name: "A" }, { idempotencyKey: "key-other" });
  await expect(stripe.customers.create({ name: "B" }, { idempotencyKey: "key-other" })).rejects.toMatchObject(
    {
      type: "StripeIdempotencyError",
      statusCode: 400,
    },
  );
});

test("two concurrent requests with one key create one customer: the other is a conflict or a replay", async () => {
  const attempts = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      stripe.customers.create({ email: "twice@example.com" }, { idempotencyKey: "key-twice" }),
    ),
  );
  for (const attempt of attempts) {
    if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ statusCode: 409 });
  }
  expect((await stripe.customers.list({ email: "twice@example.com" })).data).toHaveLength(1);
});

test("a refused parameter does not use up the idempotency key, a declined charge does", async () => {
  const key = { idempotencyKey: "key-refused" };
  await expect(stripe.customers.create({ email: "no address" }, key)).rejects.toMatchObject({
    param: "email",
  });
  expect((await stripe.customers.create({ email: "an@address.com" }, key)).email).toBe("an@address.com");

  const customer = await customerWith(stripe, "pm_card_chargeCustomerFail");
  const { price } = await sell(stripe, "Kept", 100);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  });
  const pay = () =>
    stripe.invoices.pay(subscription.latest_invoice as string, {}, { idempotencyKey: "key-declined" });
  await expect(pay()).rejects.toMatchObject({ statusCode: 402 });
  await expect(pay()).rejects.toMatchObject({ statusCode: 402, headers: { "idempotent-replayed": "true" } });
  expect((await stripe.invoices.retrieve(subscription.latest_invoice as string)).attempt_count).toBe(2);
});

test("timeout_after_commit: the work is done, and the retry with the same key finds it", async () => {
  const customer = await customerWith(stripe);
  const { price } = await sell(stripe, "Unanswered", 800);
  await h.control("/failures", {
    kind: "timeout_after_commit",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: 1,
  });
  const create = () =>
    stripe.subscriptions.create(
      { customer: customer.id, items: [{ price: price.id }] },
      { idempotencyKey: "key-unanswered", timeout: 1500 },
    );
  await expect(create()).rejects.toThrow();
  const found = await create();
  expect(found.status).toBe("active");
  expect((await stripe.charges.list({ customer: customer.id })).data).toHaveLength(1);
});

test.each([
  ["rate_limit_429", 429],
  ["server_error_500", 500],
] as const)("%s happens as often as requested, and stores no answer", async (kind, status) => {
  await h.control("/failures", { kind, match: { path: "/v1/customers" }, times: 1 });
  const key = { idempotencyKey: `key-${kind}` };
  await expect(stripe.customers.create({ name: "C" }, key)).rejects.toMatchObject({ statusCode: status });
  expect((await stripe.customers.create({ name: "C" }, key)).name).toBe("C");
});

test("decline and three_d_secure apply to the next charge of a good card", async () => {
  const { price } = await sell(stripe, "Struck", 800);
  const subscribe = async () => {
    const customer = await customerWith(stripe);
    return stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      expand: ["latest_invoice.payments.data.payment.payment_intent"],
    });
  };
  const intentStatus = (subscription: Stripe.Subscription) => {
    const [payment] = invoiceOf(subscription).payments?.data ?? [];
    const intent = payment?.payment.payment_intent;
    return typeof intent === "object" ? intent.status : undefined;
  };
  await h.control("/failures", { kind: "decline", times: 1 });
  expect(intentStatus(await subscribe())).toBe("requires_payment_method");
  await h.control("/failures", { kind: "three_d_secure", times: 1 });
  expect(intentStatus(await subscribe())).toBe("requires_action");
  expect(intentStatus(await subscribe())).toBe("succeeded");
});

test("errors have Stripe's form, also for missing objects and endpoints", async () => {
  for (const path of ["/v1/nonsense", "/elsewhere", "/v1/customers/cus_none"]) {
    const { status, body } = await raw("GET", path);
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { type: "invalid_request_error", message: expect.any(String) } });
  }
  await expect(stripe.customers.retrieve("cus_none")).rejects.toMatchObject({
    code: "resource_missing",
    param: "id",
    requestId: expect.stringMatching(/^req_/),
  });
});

test("unknown and missing parameters are named", async () => {
  expect((await raw("POST", "/v1/customers", "nmae=X")).body.error).toMatchObject({
    code: "parameter_unknown",
    param: "nmae",
  });
  expect((await raw("POST", "/v1/subscriptions", "items[0][price]=x")).body.error).toMatchObject({
    code: "parameter_missing",
    param: "customer",
  });
  expect((await raw("POST", "/v1/customers", "address[town]=X")).body.error).toMatchObject({
    param: "address[town]",
  });
});

test("an API key is required, as bearer or as basic", async () => {
  expect((await raw("GET", "/v1/customers", "", { Authorization: "" })).status).toBe(401);
  expect((await raw("GET", "/v1/customers", "", { Authorization: "Bearer rk_live_x" })).status).toBe(401);
  const basic = `Basic ${Buffer.from("sk_test_choba:").toString("base64")}`;
  expect((await raw("GET", "/v1/customers", "", { Authorization: basic })).status).toBe(200);
  const own = await startHarness({ apiKey: "sk_test_the_one" });
  await expect(clientOf(own.sandbox.url, "sk_test_another").customers.list()).rejects.toMatchObject({
    statusCode: 401,
  });
  await own.close();
});

test("lists page in both directions, newest first", async () => {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: at("2026-01-01T00:00:00Z") });
  const ids: string[] = [];
  for (const name of ["1", "2", "3", "4", "5"]) {
    ids.unshift((await stripe.customers.create({ name, test_clock: clock.id })).id);
  }
  const page = (params: Stripe.CustomerListParams) =>
    stripe.customers.list({ test_clock: clock.id, limit: 2, ...params });
  const first = await page({});
  expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
  const last = await page({ starting_after: ids[3] });
  expect([last.data.map(({ id }) => id), last.has_more]).toEqual([[ids[4]], false]);
  const back = await page({ ending_before: ids[3] });
  expect([back.data.map(({ id }) => id), back.has_more]).toEqual([ids.slice(1, 3), true]);
  await expect(page({ limit: 101 })).rejects.toMatchObject({ param: "limit" });
  expect((await page({ created: { gt: at("2026-01-01T00:00:00Z") } })).data).toEqual([]);
});

test("expand follows lists, and refuses five levels and fields that are no reference", async () => {
  const customer = await customerWith(stripe);
  const { price } = await sell(stripe, "Expanded", 100);
  await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const list = await stripe.subscriptions.list({
    customer: customer.id,
    expand: ["data.latest_invoice", "data.items.data.price.product"],
  });
  expect(list.data[0]).toMatchObject({
    latest_invoice: { object: "invoice" },
    items: { data: [{ price: { product: { name: "Expanded" } } }] },
  });
  await expect(stripe.customers.retrieve(customer.id, { expand: ["nonsense"] })).rejects.toThrow(
    /cannot be expanded/,
  );
  await expect(stripe.customers.retrieve(customer.id, { expand: ["a.b.c.d.e"] })).rejects.toThrow(
    /more than 4 levels/,
  );
});

test("metadata merges, an empty value removes its key, an empty metadata removes all", async () => {
  const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2" } });
  expect((await stripe.customers.update(id, { metadata: { b: "", c: "3" } })).metadata).toEqual({
    a: "1",
    c: "3",
  });
  expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
});

test("unit prices keep twelve decimal places", async () => {
  const { product } = await sell(stripe, "Fine", 1);
  const price = await stripe.prices.create({
    currency: "usd",
    product: product.id,
    unit_amount_decimal: Stripe.Decimal.from("0.000000000001"),
  });
  expect(price.unit_amount).toBeNull();
  expect(price.unit_amount_decimal?.toString()).toBe("0.000000000001");
});
