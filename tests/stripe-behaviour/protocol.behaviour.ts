import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { expect } from "vitest";
import { claim, holdThem } from "./claims";

/* docs.stripe.com/api/idempotent_requests, …/pagination, …/expanding_objects, …/errors, docs.stripe.com/webhooks */

claim("an idempotency key replays the first response and marks it", async (shop) => {
  const form = `name=Once&test_clock=${await shop.testClock()}`;
  const key = { "Idempotency-Key": randomUUID() };
  const create = () => shop.at.fetch("POST", "/v1/customers", form, key);
  const [first, second] = [await create(), await create()];
  expect(first.status).toBe(200);
  expect(second.body).toEqual(first.body);
  expect(first.headers.get("idempotent-replayed")).toBeNull();
  expect(second.headers.get("idempotent-replayed")).toBe("true");
});

claim("a key used again with other parameters is an idempotency_error", async (shop) => {
  const [test_clock, idempotencyKey] = [await shop.testClock(), randomUUID()];
  await shop.stripe.customers.create({ name: "A", test_clock }, { idempotencyKey });
  const again = shop.stripe.customers.create({ name: "B", test_clock }, { idempotencyKey });
  await expect(again).rejects.toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
});

claim("a key whose request was refused for its parameters can be used again", async (shop) => {
  const [test_clock, idempotencyKey] = [await shop.testClock(), randomUUID()];
  const create = (email: string) => shop.stripe.customers.create({ email, test_clock }, { idempotencyKey });
  await expect(create("no address")).rejects.toMatchObject({ statusCode: 400 });
  expect((await create("an@address.example")).email).toBe("an@address.example");
});

claim("a key says to which account it belongs, and a list over the whole account has pages", async (shop) => {
  const { id } = await shop.stripe.accounts.retrieveCurrent();
  expect(id).toMatch(/^acct_/);
  expect((await shop.stripe.accounts.retrieveCurrent()).id).toBe(id);
  const test_clock = await shop.testClock();
  for (const name of ["A", "B"]) await shop.stripe.customers.create({ name, test_clock });
  const first = await shop.stripe.customers.list({ test_clock, limit: 1 });
  const after = first.data[0]?.id ?? "";
  const second = await shop.stripe.customers.list({ test_clock, limit: 1, starting_after: after });
  expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(["B", "A"]);
  expect([first.has_more, second.has_more]).toEqual([true, false]);
});

claim(
  "a product's id and a price's lookup key are given once, and who has them is found by them",
  async (shop) => {
    const id = `choba_${randomUUID()}`;
    await shop.stripe.products.create({ id, name: "First" });
    shop.cleanUp(() => shop.stripe.products.update(id, { active: false }));
    const again = shop.stripe.products.create({ id, name: "Second" });
    await expect(again).rejects.toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError" });
    const price = () =>
      shop.stripe.prices.create({
        product: id,
        currency: "usd",
        unit_amount_decimal: Stripe.Decimal.from("0.5"),
        recurring: { interval: "month" },
        lookup_key: id,
      });
    const first = await price();
    await expect(price()).rejects.toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError" });
    const { data } = await shop.stripe.prices.list({ lookup_keys: [id], limit: 1 });
    expect(data.map((found) => [found.id, found.product, String(found.unit_amount_decimal)])).toEqual([
      [first.id, id, "0.5"],
    ]);
  },
);

claim("lists come in pages that neither overlap nor leave anything out", async (shop) => {
  const test_clock = await shop.testClock();
  const made = new Set<string>();
  for (const name of ["1", "2", "3", "4", "5"])
    made.add((await shop.stripe.customers.create({ name, test_clock })).id);
  const seen: string[] = [];
  for (let isMore = true; isMore; ) {
    const page = await shop.stripe.customers.list({ test_clock, limit: 2, starting_after: seen.at(-1) });
    expect(page.data.length).toBeLessThanOrEqual(2);
    seen.push(...page.data.map(({ id }) => id));
    isMore = page.has_more;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen)).toEqual(made);
});

claim("a list holds 10 unless asked, and at most 100", async (shop) => {
  const test_clock = await shop.testClock();
  for (let count = 0; count < 11; count += 1) await shop.stripe.customers.create({ test_clock });
  expect((await shop.stripe.customers.list({ test_clock })).data).toHaveLength(10);
  const tooMany = shop.stripe.customers.list({ limit: 101 });
  await expect(tooMany).rejects.toMatchObject({ statusCode: 400, param: "limit" });
});

claim("subscriptions.list hides cancelled ones unless asked for all", async (shop) => {
  const customer = (await shop.customer()).id;
  const subscription = await shop.subscribe(await shop.price("Gone", 1000), customer);
  await shop.stripe.subscriptions.cancel(subscription.id);
  const ids = async (status?: "all" | "canceled") =>
    (await shop.stripe.subscriptions.list({ customer, status })).data.map(({ id }) => id);
  expect(await ids()).toEqual([]);
  expect(await ids("all")).toEqual([subscription.id]);
  expect(await ids("canceled")).toEqual([subscription.id]);
});

claim("expand goes four levels deep and no deeper, also through lists", async (shop) => {
  const customer = (await shop.customer()).id;
  await shop.subscribe(await shop.price("Expanded", 1000), customer);
  const list = await shop.stripe.subscriptions.list({ customer, expand: ["data.items.data.price.product"] });
  expect(list.data[0]?.items.data[0]?.price.product).toMatchObject({ object: "product", name: "Expanded" });
  const five = ["latest_invoice.customer.invoice_settings.default_payment_method.customer"];
  const deeper = shop.stripe.subscriptions.retrieve(list.data[0]?.id ?? "", { expand: five });
  await expect(deeper).rejects.toMatchObject({ statusCode: 400 });
  const nothing = shop.stripe.customers.retrieve(customer, { expand: ["nonsense"] });
  await expect(nothing).rejects.toMatchObject({ statusCode: 400 });
});

claim("what does not exist is a 404 with an error body: an object, and an address", async (shop) => {
  const object = await shop.at.fetch("GET", "/v1/customers/cus_none");
  expect(object.status).toBe(404);
  expect(object.body).toMatchObject({
    error: {
      type: "invalid_request_error",
      code: "resource_missing",
      param: "id",
      message: expect.any(String),
    },
  });
  expect(object.headers.get("request-id")).toMatch(/^req_/);
  const address = await shop.at.fetch("GET", "/v1/nonsense");
  expect(address.status).toBe(404);
  expect(address.body).toMatchObject({ error: { type: "invalid_request_error" } });
});

claim("an unknown id in the parameters is a 400 that names the parameter", async (shop) => {
  const customer = (await shop.customer(null)).id;
  const made = await shop.at.fetch(
    "POST",
    "/v1/subscriptions",
    `customer=${customer}&items[0][price]=price_none`,
  );
  expect(made).toMatchObject({
    status: 400,
    body: { error: { code: "resource_missing", param: "items[0][price]" } },
  });
});

claim("a keyed answer names its first request, and says that another attempt is of no use", async (shop) => {
  const form = `test_clock=${await shop.testClock()}`;
  const key = { "Idempotency-Key": randomUUID() };
  const first = await shop.at.fetch("POST", "/v1/customers", form, key);
  const again = await shop.at.fetch("POST", "/v1/customers", form, key);
  for (const { headers } of [first, again]) {
    expect(headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(headers.get("stripe-should-retry")).toBe("false");
  }
  const plain = await shop.at.fetch("POST", "/v1/customers", form);
  expect(plain.headers.get("original-request")).toBeNull();
});

claim("a refused parameter is named", async (shop) => {
  const missing = await shop.at.fetch("POST", "/v1/prices", "product=prod_none");
  expect(missing).toMatchObject({
    status: 400,
    body: { error: { code: "parameter_missing", param: "currency" } },
  });
  const wrong = await shop.at.fetch("POST", "/v1/customers", "email=none");
  expect(wrong).toMatchObject({ status: 400, body: { error: { code: "email_invalid", param: "email" } } });
});

claim("an unknown parameter is refused and named", async (shop) => {
  const unknown = await shop.at.fetch("POST", "/v1/customers", "nmae=X");
  expect(unknown).toMatchObject({
    status: 400,
    body: { error: { code: "parameter_unknown", param: "nmae", type: "invalid_request_error" } },
  });
});

claim("the secret of a webhook endpoint is shown when it is made, and never again", async (shop) => {
  const made = await shop.stripe.webhookEndpoints.create({
    url: "https://choba.example/hook",
    enabled_events: ["invoice.paid"],
  });
  shop.cleanUp(() => shop.stripe.webhookEndpoints.del(made.id));
  expect(made.secret).toMatch(/^whsec_/);
  expect((await shop.stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
});

claim(
  "webhooks are signed as the package verifies them",
  async (shop) => {
    const customer = await shop.customer(null);
    await shop.at.settled();
    // The listener accepts only what the package's own verification accepts.
    const events = shop.at.received?.filter((event) => event.type === "customer.created") ?? [];
    expect(events.map((event) => (event.data.object as Stripe.Customer).id)).toContain(customer.id);
  },
  { onlyInSandbox: "real Stripe's webhooks do not reach a machine without a public address" },
);

holdThem();
