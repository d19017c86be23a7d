import type DodoPayments from "dodopayments";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptCheckout, takeCheckout } from "@/lib/features/console/checkouts/accept-checkout";
import { enterCheckout } from "@/lib/features/console/checkouts/enter-checkout";
import { showCheckout } from "@/lib/features/console/checkouts/show-checkout";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { value } from "@/tests/support/buyer";
import { DodoShop, refusesField } from "@/tests/support/dodo-shop";

/** Carts that the guide's snippets fill, and the people who buy them on the hosted page. */
let shop: DodoShop;
beforeAll(async () => {
  shop = await DodoShop.open();
}, 60_000);
afterAll(() => shop?.close());

const visitor = async () => visitorContext((await shop.world.asSystem()).now, "req-visitor");
const idOf = ({ checkout_url }: DodoPayments.CheckoutSessionResponse) =>
  (checkout_url ?? "").replace("http://choba.example/checkout/", "");
const person = { name: "Rei Sumida", timeZone: "UTC", locale: "en" as const };

/** Enters the page, follows the mailed link, and gives the new owner with what the plan screen opens with. */
async function enter(id: string, email: string, company: string) {
  value(await enterCheckout(await visitor(), { ...person, id, email, company }));
  const mail = await shop.lastMailTo(email);
  const token = new URL(mail.path, "http://choba.example").searchParams.get("enter") ?? "";
  expect(value(await showCheckout(await visitor(), { id, enter: token })).entered).toEqual({
    email,
    company,
  });
  const { path } = value(await acceptCheckout(await visitor(), { id, token }));
  await shop.world.settle();
  const { pathname, searchParams } = new URL(path, "http://choba.example");
  const tenant = await shop.tenantBySlug(pathname.split("/")[2] ?? "");
  const owner = await shop.world.asOwner(tenant.paymentAdministratorId);
  const addons = Object.fromEntries(
    [...searchParams].flatMap(([name, chosen]) =>
      name.startsWith("addon.") ? [[name.slice(6), chosen]] : [],
    ),
  );
  const wanted = {
    planKey: searchParams.get("plan") ?? "",
    interval: searchParams.get("interval") as "month",
    seats: Number(searchParams.get("seats")),
    addons,
  };
  return { tenant, owner, wanted, token };
}

/** Confirms the cart with a card, as on the plan screen. */
async function buy(id: string, { tenant, owner, wanted }: Awaited<ReturnType<typeof enter>>) {
  await shop.giveCard(tenant.id, "pm_card_visa");
  const { digest } = value(await previewChange(owner, tenant.id, wanted));
  value(await confirmChange(owner, tenant.id, { ...wanted, digest, locale: "en", checkoutId: id }));
  await shop.world.settle();
}

describe("the guide's snippets", () => {
  test("model 1, step 3: the base plan, for an address that nobody knows", async () => {
    const { client } = shop;
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: "prod_pro_plan", quantity: 1 }],
      customer: { email: "owner@model1.example" },
      return_url: "https://yourapp.com/success",
      metadata: { campaign: "spring" },
    });
    const id = idOf(session);
    expect(await client.checkoutSessions.retrieve(id)).toMatchObject({ id, payment_status: null });
    const buyer = await enter(id, "owner@model1.example", "Model One");
    expect(buyer.tenant).toMatchObject({ name: "Model One", salesModel: "self_serve", currency: "USD" });
    expect(await shop.license(buyer.tenant.id)).toMatchObject({ interval: null });
    await buy(id, buyer);
    expect(await shop.charged(buyer.tenant.id)).toEqual([4900]);
    expect(await shop.license(buyer.tenant.id)).toMatchObject({ metadata: { campaign: "spring" } });
    expect(await client.checkoutSessions.retrieve(id)).toMatchObject({
      payment_status: "succeeded",
      customer_email: "owner@model1.example",
      payment_id: expect.stringMatching(/^chg_/),
    });
    expect(value(await showCheckout(buyer.owner, { id })).buyer).toMatchObject({
      order: { state: "done" },
      returnUrl: "https://yourapp.com/success",
    });
  });

  test("model 2, step 3: nine extra seats are twelve people", async () => {
    const session = await shop.client.checkoutSessions.create({
      product_cart: [
        {
          product_id: "prod_team_plan",
          quantity: 1,
          addons: [
            {
              addon_id: "addon_seat",
              quantity: 9, // 9 extra seats (12 total with 3 included)
            },
          ],
        },
      ],
      customer: { email: "owner@model2.example" },
      return_url: "https://yourapp.com/success",
    });
    const buyer = await enter(idOf(session), "owner@model2.example", "Model Two");
    await buy(idOf(session), buyer);
    expect(await shop.license(buyer.tenant.id)).toMatchObject({ seats: 12 });
    expect(await shop.charged(buyer.tenant.id)).toEqual([23_400]);
  });

  test("model 3, step 3: two add-ons, for nobody in particular", async () => {
    const session = await shop.client.checkoutSessions.create({
      product_cart: [
        {
          product_id: "prod_core_plan",
          quantity: 1,
          addons: [
            { addon_id: "addon_analytics", quantity: 1 },
            { addon_id: "addon_api_access", quantity: 1 },
            // Customer didn't select support or white-label
          ],
        },
      ],
      return_url: "https://yourapp.com/success",
    });
    const buyer = await enter(idOf(session), "anyone@model3.example", "Model Three");
    await buy(idOf(session), buyer);
    expect(await shop.license(buyer.tenant.id)).toMatchObject({
      addons: { analytics: "1", "api-access": "1" },
    });
    expect(await shop.charged(buyer.tenant.id)).toEqual([5700]);
  });

  test("model 5, step 3: twenty seats beside usage, which needs no workaround here", async () => {
    const session = await shop.client.checkoutSessions.create({
      product_cart: [
        {
          product_id: "prod_enterprise_platform",
          quantity: 1,
          addons: [
            {
              addon_id: "addon_user_seat",
              quantity: 20, // 20 users
            },
          ],
        },
      ],
      customer: { email: "owner@model5.example" },
      return_url: "https://yourapp.com/success",
    });
    const buyer = await enter(idOf(session), "owner@model5.example", "Model Five");
    await buy(idOf(session), buyer);
    expect(await shop.license(buyer.tenant.id)).toMatchObject({ seats: 20 });
    expect(await shop.charged(buyer.tenant.id)).toEqual([19_900 + 20 * 2500]);
  });
});

const cart = [{ product_id: "prod_pro_plan", quantity: 1 }];

describe("a checkout", () => {
  test("for a known customer is theirs alone: a stranger sees the cart, not the order", async () => {
    const customerId = await shop.customer("known");
    const session = await shop.client.checkoutSessions.create({
      product_cart: cart,
      customer: { customer_id: customerId },
    });
    const id = idOf(session);
    const owner = await shop.ownerOf(customerId);
    expect(value(await showCheckout(owner, { id })).buyer).toMatchObject({ slug: "known", order: null });
    const other = await shop.ownerOf(await shop.customer("other"));
    for (const ctx of [await visitor(), other]) {
      expect(value(await showCheckout(ctx, { id }))).toMatchObject({ buyer: null, own: [], email: "" });
      expect((await enterCheckout(ctx, { ...person, id, email: "x@y.example", company: "X" })).ok).toBe(
        false,
      );
      const taken = { id, tenant: "other", company: null, timeZone: "UTC", locale: "en" as const };
      expect((await takeCheckout(ctx, taken)).ok).toBe(false);
    }
    expect((await shop.client.customers.list({ email: "x@y.example" })).items).toEqual([]);
  });

  test("is taken up by a signed-in person for a tenant of their own, or for a new one", async () => {
    const owner = await shop.ownerOf(await shop.customer("taker"));
    const open = async () => idOf(await shop.client.checkoutSessions.create({ product_cart: cart }));
    const choice = { timeZone: "UTC", locale: "en" as const };
    const first = await open();
    expect(value(await showCheckout(owner, { id: first })).own).toEqual([{ slug: "taker", name: "taker" }]);
    const taken = await takeCheckout(owner, { ...choice, id: first, tenant: "taker", company: null });
    expect(value(taken).path).toContain("/t/taker/billing/plans?plan=pro-plan");
    const made = await takeCheckout(owner, {
      ...choice,
      id: await open(),
      tenant: null,
      company: "Second Firm",
    });
    expect(value(made).path).toContain("/t/second-firm/billing/plans");
    const known = await shop.client.customers.retrieve("known");
    const other = { ...choice, id: await open(), tenant: "known", company: null };
    expect(known.name).toBe("known");
    expect(await takeCheckout(owner, other)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("makes nothing before the mailed link is followed, and the link works once", async () => {
    const id = idOf(await shop.client.checkoutSessions.create({ product_cart: cart }));
    value(
      await enterCheckout(await visitor(), { ...person, id, email: "typo@once.example", company: "Once" }),
    );
    expect((await shop.client.customers.list({ name: "Once" })).items).toEqual([]);
    const { token } = await enter(id, "owner@once.example", "Once");
    expect((await shop.client.customers.list({ name: "Once" })).items).toHaveLength(1);
    expect(await acceptCheckout(await visitor(), { id, token })).toMatchObject({ ok: false });
  });

  test("that names a customer is the same one when it is sent again; without one it is so by its key", async () => {
    const { client } = shop;
    const forOne = { product_cart: cart, customer: { email: "again@again.example" } };
    const [first, second] = [
      await client.checkoutSessions.create(forOne),
      await client.checkoutSessions.create(forOne),
    ];
    expect(second).toEqual(first);
    const forAny = { product_cart: cart };
    const [a, b] = [
      await client.checkoutSessions.create(forAny),
      await client.checkoutSessions.create(forAny),
    ];
    expect(b.session_id).not.toBe(a.session_id);
    const keyed = { headers: { "Idempotency-Key": "cart-17" } };
    const [c, d] = [
      await client.checkoutSessions.create(forAny, keyed),
      await client.checkoutSessions.create(forAny, keyed),
    ];
    expect(d).toEqual(c);
  });

  test("is refused by the field that would change what is charged", async () => {
    const create = (rest: object) => shop.client.checkoutSessions.create({ product_cart: cart, ...rest });
    const refusals: [object, string, string][] = [
      [
        { product_cart: [{ product_id: "nobody", quantity: 1 }] },
        "product_cart.0.product_id",
        "unknown_product",
      ],
      [{ product_cart: [{ ...cart[0], amount: 100 }] }, "product_cart.0.amount", "changes_charge"],
      [{ product_cart: [...cart, ...cart] }, "product_cart", "one_product"],
      [
        { subscription_data: { trial_period_days: 14 } },
        "subscription_data.trial_period_days",
        "changes_charge",
      ],
      [{ billing_currency: "JPY" }, "billing_currency", "other_currency"],
      [{ tax_id: "DE1" }, "tax_id", "changes_charge"],
      [{ confirm: true }, "confirm", "not_possible_here"],
      [{ discount_code: "NOBODYS" }, "discount_code", "coupon_unknown"],
      [{ return_url: "javascript:alert(1)" }, "return_url", "return_address"],
      [{ customer: { customer_id: "ten_00000000" } }, "customer.customer_id", "unknown_tenant"],
      [{ billing_address: { country: "JP", zipcode: "x" } }, "billing_address.zipcode", "postal_code"],
      [{ anything_else: 1 }, "anything_else", "unknown_field"],
    ];
    for (const [rest, field, rule] of refusals) await refusesField(create(rest), { field, rule });
    const harmless = {
      customization: { theme: "dark" },
      feature_flags: {},
      short_link: true,
      metadata: { a: "b" },
    };
    expect((await create(harmless)).session_id).toMatch(/^cks_/);
  });
});

describe("a preview", () => {
  test("says what a new customer would pay: today's part and the whole periods after it", async () => {
    const previewed = await shop.client.checkoutSessions.preview({
      product_cart: [
        { product_id: "prod_team_plan", quantity: 1, addons: [{ addon_id: "addon_seat", quantity: 9 }] },
      ],
    });
    expect(previewed).toMatchObject({
      currency: "USD",
      total_price: 23_400,
      current_breakup: { subtotal: 23_400, discount: 0, total_amount: 23_400 },
      recurring_breakup: { subtotal: 23_400 },
      next_billing_date: "2026-12-01T00:00:00.000Z",
      product_cart: [{ og_price: 9900, addons: [{ addon_id: "addon_seat", quantity: 9, og_price: 1500 }] }],
    });
  });

  test("of a customer who holds something is what the change costs them", async () => {
    const { customerId } = await shop.subscription("previews", "prod_starter");
    const previewed = await shop.client.checkoutSessions.preview({
      product_cart: [{ product_id: "prod_pro", quantity: 1 }],
      customer: { customer_id: customerId },
    });
    expect(previewed).toMatchObject({ billing_country: "US", total_price: 6000 });
  });
});
