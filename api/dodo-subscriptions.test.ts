import DodoPayments from "dodopayments";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DodoShop, refusesField } from "@/tests/support/dodo-shop";
import { makeKey } from "@/tests/support/factories";

/** Licenses, customers and products as Dodo's own client reads and writes them. */
let shop: DodoShop;
beforeAll(async () => {
  shop = await DodoShop.open();
}, 60_000);
afterAll(() => shop?.close());

const address = {
  city: "San Francisco",
  country: "US",
  state: "CA",
  street: "123 Main St",
  zipcode: "94105",
} as const;

describe("buying for a customer", () => {
  /** Model 7, step 1, of the guide: only the customer's id is another one. */
  const retainerFor = (customerId: string) => ({
    billing: address,
    customer: { customer_id: customerId },
    product_id: "prod_retainer",
    quantity: 1,
    payment_link: true,
    return_url: "https://yourapp.com/success",
    on_demand: {
      mandate_only: false,
      product_price: 19900, // $199 initial charge
    },
  });

  test("model 7, step 1: the payer leaves a card on the linked page, is charged, and holds the retainer", async () => {
    const { client } = shop;
    const customerId = await shop.customer("agency", null);
    const subscription = await client.subscriptions.create(retainerFor(customerId));
    expect(subscription).toMatchObject({
      payment_method_required: true,
      payment_link: expect.stringMatching(/^http/),
      recurring_pre_tax_amount: 19900,
      customer: { customer_id: customerId, name: "agency", email: "agency@customers.example" },
    });
    const { subscription_id: id } = subscription;
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: "pending", on_demand: true });
    expect(await client.subscriptions.create(retainerFor(customerId))).toEqual(subscription);
    await shop.leaveCard(subscription.payment_link ?? "");
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      status: "active",
      product_id: "prod_retainer",
      billing: address,
      has_payment_method: true,
      next_billing_date: "2026-12-01T00:00:00.000Z",
    });
    expect(await shop.charged(customerId)).toEqual([19900]);
    const again = await client.subscriptions.create(retainerFor(customerId));
    expect(again).toMatchObject({ payment_link: null, payment_id: subscription.payment_id });
    expect(await shop.charged(customerId)).toEqual([19900]);
  });

  test("makes the customer of an address that nobody knows, once", async () => {
    const buy = () =>
      shop.client.subscriptions.create({
        billing: { country: "US" },
        customer: { email: "new@bought.example", name: "Bought Inc" },
        product_id: "prod_starter",
        quantity: 1,
      });
    const [first, second] = await Promise.all([buy(), buy()]);
    expect(second.subscription_id).toBe(first.subscription_id);
    const { items } = await shop.client.customers.list({ email: "new@bought.example" });
    expect(items).toMatchObject([{ name: "Bought Inc", customer_id: first.customer.customer_id }]);
  });

  test("is refused by the field that would change what is charged", async () => {
    const customerId = await shop.customer("fields");
    const create = (rest: object) =>
      shop.client.subscriptions.create({ ...retainerFor(customerId), ...rest });
    await refusesField(create({ on_demand: { mandate_only: false, product_price: 100 } }), {
      field: "on_demand.product_price",
      rule: "other_price",
    });
    await refusesField(create({ on_demand: { mandate_only: true } }), {
      field: "on_demand.mandate_only",
      rule: "not_possible_here",
    });
    await refusesField(create({ trial_period_days: 7 }), {
      field: "trial_period_days",
      rule: "changes_charge",
    });
    await refusesField(create({ product_id: "nobody" }), { field: "product_id", rule: "unknown_product" });
    await refusesField(create({ customer: {} }), { field: "customer.email", rule: "required" });
    await create({});
    await refusesField(create({ billing: { country: "JP" } }), {
      field: "billing.country",
      rule: "changes_charge",
    });
  });
});

describe("a subscription", () => {
  test("is listed page by page, by customer, status and product", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("listed", "prod_pro");
    const idsOf = async (query: DodoPayments.SubscriptionListParams) => {
      const ids: string[] = [];
      for await (const each of client.subscriptions.list({ page_size: 2, ...query }))
        ids.push(each.subscription_id);
      return ids;
    };
    expect(await idsOf({ customer_id: customerId })).toEqual([subscriptionId]);
    expect(await idsOf({ customer_id: "nobody" })).toEqual([]);
    expect(await idsOf({ product_id: "prod_pro" })).toEqual([subscriptionId]);
    const active = await idsOf({ status: "active" });
    expect(active).toContain(subscriptionId);
    expect(new Set(active).size).toBe(active.length);
    expect(await idsOf({ status: "paused" })).toEqual([]);
    expect(
      await idsOf({ status: "active", customer_id: customerId, cancel_at_next_billing_date: true }),
    ).toEqual([]);
    await shop.customer("never-bought");
    expect(await idsOf({ customer_id: "never-bought" })).toEqual([]);
  });

  test("ends at its period's end if its renewal is stopped, which can be taken back until then", async () => {
    const { client } = shop;
    const { customerId, subscriptionId: id } = await shop.subscription("stops", "prod_starter");
    const stop = (cancel_at_next_billing_date: boolean) =>
      client.subscriptions.update(id, { cancel_at_next_billing_date });
    for (const _ of [1, 2]) expect(await stop(true)).toMatchObject({ cancel_at_next_billing_date: true });
    expect(await shop.license(customerId)).toMatchObject({ renews: false });
    expect(await stop(false)).toMatchObject({ cancel_at_next_billing_date: false, status: "active" });
    expect(await shop.license(customerId)).toMatchObject({ renews: true });
    await refusesField(client.subscriptions.update(id, { status: "cancelled" }), {
      field: "status",
      rule: "not_possible_here",
    });
    await refusesField(client.subscriptions.update(id, { next_billing_date: "2027-01-01T00:00:00Z" }), {
      field: "next_billing_date",
      rule: "changes_charge",
    });
  });

  test("keeps the metadata of its server", async () => {
    const { client } = shop;
    const { subscriptionId: id } = await shop.subscription("metadata", "prod_starter");
    await client.subscriptions.update(id, { metadata: { team: "blue" } });
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ metadata: { team: "blue" } });
  });
});

describe("a customer", () => {
  test("is made once, read by each of its names, changed, and listed", async () => {
    const { client } = shop;
    const wanted = { name: "Café Müller", email: "Owner@Mueller.example", metadata: { plan: "a" } };
    const [made, again] = await Promise.all([
      client.customers.create(wanted),
      client.customers.create(wanted),
    ]);
    expect(again.customer_id).toBe(made.customer_id);
    expect(made).toMatchObject({
      name: "Café Müller",
      email: "owner@mueller.example",
      metadata: { plan: "a" },
    });
    expect(await client.customers.retrieve("cafe-muller")).toEqual(
      await client.customers.retrieve(made.customer_id),
    );
    const changed = await client.customers.update(made.customer_id, {
      name: "Müller",
      phone_number: "+1 555",
    });
    expect(changed).toMatchObject({ name: "Müller", phone_number: "+1 555", metadata: { plan: "a" } });
    expect((await client.customers.list({ name: "müll" })).items).toMatchObject([{ name: "Müller" }]);
    await refusesField(client.customers.update(made.customer_id, { email: "x@y.example" }), {
      field: "email",
      rule: "not_possible_here",
    });
    await expect(client.customers.retrieve("nobody")).rejects.toMatchObject({ status: 404 });
  });

  test("goes to Stripe's portal by a link that leads back to the sender", async () => {
    const { customerId } = await shop.subscription("portal", "prod_starter");
    const returned = { return_url: "https://yourapp.com/account" };
    const { link } = await shop.client.customers.customerPortal.create(customerId, returned);
    expect(link).toMatch(/^http/);
    const bare = await shop.customer("bare", null);
    await expect(shop.client.customers.customerPortal.create(bare)).rejects.toMatchObject({
      status: 409,
      error: { type: "payment_account_missing" },
    });
  });

  test("is made by keys that manage only, and read by those that read", async () => {
    const { secret } = await makeKey("read");
    const reader = new DodoPayments({ baseURL: shop.baseURL, bearerToken: secret, logLevel: "off" });
    const wanted = { name: "Reader", email: "reader@customers.example" };
    await expect(reader.customers.create(wanted)).rejects.toMatchObject({ status: 403 });
    expect((await reader.customers.list()).items.length).toBeGreaterThan(0);
    const ingest = new DodoPayments({
      baseURL: shop.baseURL,
      bearerToken: (await makeKey("ingest")).secret,
      logLevel: "off",
    });
    await expect(ingest.products.list()).rejects.toMatchObject({ status: 403 });
  });
});

describe("products and add-ons", () => {
  test("are listed with the ids that an administrator chose, and read one by one", async () => {
    const { client } = shop;
    const ids: string[] = [];
    for await (const product of client.products.list({ page_size: 3 })) ids.push(product.product_id);
    expect(ids).toEqual(
      expect.arrayContaining(["prod_starter", "prod_team_plan", "prod_starter.month", "prod_starter.year"]),
    );
    expect(ids).not.toContain("prod_free.month");
    expect(new Set(ids).size).toBe(ids.length);
    expect(await client.products.retrieve("prod_pro_plan")).toMatchObject({
      is_recurring: true,
      price: {
        type: "usage_based_price",
        currency: "USD",
        fixed_price: 4900,
        meters: [{ free_threshold: 10_000, price_per_unit: "0.5" }],
      },
    });
    expect(await client.products.retrieve("prod_team_plan")).toMatchObject({ addons: ["addon_seat"] });
    expect(await client.addons.retrieve("addon_seat")).toMatchObject({ currency: "USD", price: 1500 });
    const addons = (await client.addons.list({ page_size: 100 })).items.map(({ id }) => id);
    expect(addons).toEqual(
      expect.arrayContaining(["addon_seat", "addon_analytics", "addon_core.white-label"]),
    );
    await expect(client.products.retrieve("nobody")).rejects.toMatchObject({ status: 404 });
  });
});
