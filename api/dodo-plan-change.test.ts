import DodoPayments from "dodopayments";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DodoShop, refusesField } from "@/tests/support/dodo-shop";
import { makeKey } from "@/tests/support/factories";

/** Changes of what is held, by the guide's own snippets: `sub_123` stands for a subscription's id, as in the guide. */
let shop: DodoShop;
beforeAll(async () => {
  shop = await DodoShop.open();
}, 60_000);
afterAll(() => shop?.close());

describe("the guide's snippets", () => {
  test("model 2, step 4: five more seats are charged, and held once they are paid", async () => {
    const { client } = shop;
    const bought = [{ addon_id: "addon_seat", quantity: 9 }];
    const { customerId, subscriptionId: sub_123 } = await shop.subscription(
      "seats",
      "prod_team_plan",
      bought,
    );
    expect(await shop.license(customerId)).toMatchObject({ seats: 12 });
    // Add 5 more seats
    await client.subscriptions.changePlan(sub_123, {
      product_id: "prod_team_plan",
      quantity: 1,
      proration_billing_mode: "prorated_immediately",
      addons: [
        {
          addon_id: "addon_seat",
          quantity: 14, // New total: 14 extra seats
        },
      ],
    });
    await shop.world.settle();
    expect(await shop.license(customerId)).toMatchObject({ seats: 17 });
    expect(await shop.charged(customerId)).toEqual([9900 + 9 * 1500, 5 * 1500]);
    expect(await client.subscriptions.retrieve(sub_123)).toMatchObject({
      status: "active",
      product_id: "prod_team_plan",
      addons: [{ addon_id: "addon_seat", quantity: 14 }],
      recurring_pre_tax_amount: 9900 + 14 * 1500,
    });
  });

  test("model 3, step 4: an add-on joins those that are held", async () => {
    const { client } = shop;
    const bought = ["addon_analytics", "addon_api_access"].map((addon_id) => ({ addon_id, quantity: 1 }));
    const { customerId, subscriptionId: sub_123 } = await shop.subscription(
      "features",
      "prod_core_plan",
      bought,
    );
    // Customer wants to add Priority Support
    await client.subscriptions.changePlan(sub_123, {
      product_id: "prod_core_plan",
      quantity: 1,
      proration_billing_mode: "prorated_immediately",
      addons: [
        { addon_id: "addon_analytics", quantity: 1 },
        { addon_id: "addon_api_access", quantity: 1 },
        { addon_id: "addon_priority_support", quantity: 1 }, // New!
      ],
    });
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([2900 + 1900 + 900, 2900]);
    expect(await shop.license(customerId)).toMatchObject({
      addons: { analytics: "1", "api-access": "1", "priority-support": "1" },
    });
  });

  test("model 6: an upgrade charges the days that are left, after the days of the old tier", async () => {
    const { client } = shop;
    const { customerId, subscriptionId: sub_123 } = await shop.subscription("tiers", "prod_starter");
    // Customer upgrades from Starter to Pro
    await client.subscriptions.changePlan(sub_123, {
      product_id: "prod_pro",
      quantity: 1,
      proration_billing_mode: "prorated_immediately",
    });
    await shop.world.settle();
    expect(await shop.charged(customerId)).toEqual([1900, 7900 - 1900]);
    expect(await client.subscriptions.retrieve(sub_123)).toMatchObject({
      product_id: "prod_pro",
      addons: [],
    });
  });

  test("model 4, step 3: an update of nothing answers the subscription", async () => {
    const { client } = shop;
    const { subscriptionId: sub_123 } = await shop.subscription("nothing", "prod_core_plan");
    expect(
      await client.subscriptions.update(sub_123, {
        // Update subscription to reflect seat-based pricing
      }),
    ).toMatchObject({ subscription_id: sub_123, status: "active" });
  });
});

describe("a change of plan", () => {
  const toPro = {
    product_id: "prod_pro",
    quantity: 1,
    proration_billing_mode: "prorated_immediately",
  } as const;

  test("is previewed to the cent before it is made, by the guide's previewChangePlan", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("preview", "prod_starter");
    const { immediate_charge, new_plan } = await client.subscriptions.previewChangePlan(
      subscriptionId,
      toPro,
    );
    expect(immediate_charge.line_items).toMatchObject([
      {
        type: "subscription",
        product_id: "prod_starter",
        unit_price: 1900,
        proration_factor: -1,
        amount: -1900,
      },
      { type: "subscription", product_id: "prod_pro", unit_price: 7900, proration_factor: 1, amount: 7900 },
    ]);
    expect(immediate_charge.summary).toMatchObject({
      currency: "USD",
      total_amount: 6000,
      settlement_amount: 6000,
    });
    expect(new_plan).toMatchObject({ product_id: "prod_pro", recurring_pre_tax_amount: 7900 });
    expect(await shop.license(customerId)).toMatchObject({ seats: 0 });
    await client.subscriptions.changePlan(subscriptionId, toPro);
    await shop.world.settle();
    expect((await shop.charged(customerId)).at(-1)).toBe(immediate_charge.summary.settlement_amount);
  });

  test("is made once, however often it is asked for, also at the same time", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("repeated", "prod_starter");
    await Promise.all([1, 2, 3].map(() => client.subscriptions.changePlan(subscriptionId, toPro)));
    await shop.world.settle();
    expect(await client.subscriptions.changePlan(subscriptionId, toPro)).toMatchObject({ status: "held" });
    expect(await shop.charged(customerId)).toEqual([1900, 6000]);
    expect((await shop.orders(customerId)).filter(({ kind }) => kind === "upgrade")).toHaveLength(1);
  });

  test("to less is reserved, seen, taken back, and refused by its field where it shall be at once", async () => {
    const { client } = shop;
    const { subscriptionId } = await shop.subscription("less", "prod_pro");
    const toLess = { ...toPro, product_id: "prod_starter" };
    await refusesField(
      client.subscriptions.changePlan(subscriptionId, { ...toLess, effective_at: "immediately" }),
      {
        field: "effective_at",
        rule: "less_waits",
      },
    );
    for (const _ of [1, 2])
      expect(await client.subscriptions.changePlan(subscriptionId, toLess)).toMatchObject({
        status: "reserved",
        payment_id: null,
      });
    expect(await client.subscriptions.retrieve(subscriptionId)).toMatchObject({
      product_id: "prod_pro",
      scheduled_change: { product_id: "prod_starter", effective_at: "2026-12-01T00:00:00.000Z" },
    });
    for (const _ of [1, 2]) await client.subscriptions.cancelChangePlan(subscriptionId);
    expect((await client.subscriptions.retrieve(subscriptionId)).scheduled_change).toBeNull();
  });

  test("another one takes the place of a reserved one only if that is said", async () => {
    const { client } = shop;
    const { subscriptionId } = await shop.subscription("instead", "prod_pro");
    const reserve = (product_id: string, rest = {}) =>
      client.subscriptions.changePlan(subscriptionId, { ...toPro, product_id, ...rest });
    await reserve("prod_starter");
    await expect(reserve("prod_core_plan")).rejects.toMatchObject({ status: 409 });
    expect(await reserve("prod_core_plan", { cancel_scheduled_change_plan: true })).toMatchObject({
      status: "reserved",
    });
    expect((await client.subscriptions.retrieve(subscriptionId)).scheduled_change).toMatchObject({
      product_id: "prod_core_plan",
    });
  });

  test("is charged in the mode that is named", async () => {
    const charged = async (
      name: string,
      mode: DodoPayments.SubscriptionChangePlanParams["proration_billing_mode"],
    ) => {
      const { customerId, subscriptionId } = await shop.subscription(name, "prod_starter");
      await shop.client.subscriptions.changePlan(subscriptionId, { ...toPro, proration_billing_mode: mode });
      await shop.world.settle();
      expect(await shop.client.subscriptions.retrieve(subscriptionId)).toMatchObject({
        product_id: "prod_pro",
      });
      return (await shop.charged(customerId)).slice(1);
    };
    expect(await charged("difference", "difference_immediately")).toEqual([6000]);
    expect(await charged("full", "full_immediately")).toEqual([6000]);
    expect(await charged("unbilled", "do_not_bill")).toEqual([]);
  });

  test("that is not paid changes nothing, and says where to pay", async () => {
    const { client } = shop;
    const { customerId, subscriptionId } = await shop.subscription("declined", "prod_starter");
    await shop.giveCard(customerId, "pm_card_chargeCustomerFail");
    const changed = await client.subscriptions.changePlan(subscriptionId, toPro);
    expect(changed).toMatchObject({ status: "ordered", payment_link: expect.stringMatching(/^http/) });
    await shop.world.settle();
    expect(await client.subscriptions.retrieve(subscriptionId)).toMatchObject({ product_id: "prod_starter" });
    expect(await client.subscriptions.changePlan(subscriptionId, toPro)).toEqual(changed);
  });

  test("is refused by the field that cannot be", async () => {
    const { client } = shop;
    const { subscriptionId } = await shop.subscription("refused", "prod_core_plan");
    const change = (rest: object) =>
      client.subscriptions.changePlan(subscriptionId, { ...toPro, product_id: "prod_core_plan", ...rest });
    await refusesField(change({ on_payment_failure: "apply_change" }), {
      field: "on_payment_failure",
      rule: "not_possible_here",
    });
    await refusesField(change({ product_id: "prod_nobody" }), {
      field: "product_id",
      rule: "unknown_product",
    });
    await refusesField(change({ quantity: 2 }), { field: "quantity", rule: "only_one" });
    await refusesField(change({ addons: [{ addon_id: "addon_seat", quantity: 1 }] }), {
      field: "addons.0.addon_id",
      rule: "unknown_addon",
    });
    await refusesField(change({ discount_code: "NOBODYS" }), {
      field: "discount_code",
      rule: "coupon_unknown",
    });
    await refusesField(change({ surprise: 1 }), { field: "surprise", rule: "unknown_field" });
  });

  test("by a key that only reads is forbidden; another's subscription is not found", async () => {
    const { subscriptionId } = await shop.subscription("reader", "prod_core_plan");
    const { secret } = await makeKey("read");
    const reader = new DodoPayments({ baseURL: shop.baseURL, bearerToken: secret, logLevel: "off" });
    expect(await reader.subscriptions.retrieve(subscriptionId)).toMatchObject({ status: "active" });
    await expect(reader.subscriptions.changePlan(subscriptionId, toPro)).rejects.toMatchObject({
      status: 403,
    });
    await expect(shop.client.subscriptions.changePlan("lic_00000000", toPro)).rejects.toMatchObject({
      status: 404,
    });
  });
});

test("a refusal by state tells the client not to repeat it, and is sent once", async () => {
  const { subscriptionId } = await shop.subscription("stopped", "prod_starter");
  await shop.client.subscriptions.update(subscriptionId, { cancel_at_next_billing_date: true });
  let requests = 0;
  const counting = new DodoPayments({
    baseURL: shop.baseURL,
    bearerToken: shop.apiKey,
    logLevel: "off",
    fetch: (...request) => {
      requests++;
      return fetch(...request);
    },
  });
  const change = {
    product_id: "prod_pro",
    quantity: 1,
    proration_billing_mode: "prorated_immediately",
  } as const;
  const refused = counting.subscriptions.changePlan(subscriptionId, change);
  await expect(refused).rejects.toMatchObject({ status: 409, error: { type: "renewal_stopped" } });
  expect(requests).toBe(1);
});

test("a change to more that was asked to wait holds and is charged from the next period on", async () => {
  const { customerId, subscriptionId } = await shop.subscription("waits", "prod_starter");
  const changed = await shop.client.subscriptions.changePlan(subscriptionId, {
    product_id: "prod_pro",
    quantity: 1,
    proration_billing_mode: "prorated_immediately",
    effective_at: "next_billing_date",
  });
  expect(changed).toMatchObject({ status: "reserved" });
  await shop.world.advanceTo(new Date("2026-12-01T06:00:00Z"));
  expect(await shop.client.subscriptions.retrieve(subscriptionId)).toMatchObject({
    product_id: "prod_pro",
    scheduled_change: null,
    previous_billing_date: "2026-12-01T00:00:00.000Z",
    next_billing_date: "2027-01-01T00:00:00.000Z",
  });
  expect(await shop.charged(customerId)).toEqual([1900, 7900]);
}, 60_000);
