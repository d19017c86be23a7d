import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { billingCloses, charges } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { inTenant } from "@/lib/db/transaction";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { invoiceLinesOf } from "@/lib/features/license/charges/invoice-of";
import { setTaxExemption } from "@/lib/features/payers/tax/set-tax-exemption";
import { lackOfRenewalInvoice } from "@/lib/stripe/renewal-invoices";
import { Buyer, value } from "../support/buyer";
import { chargeFrom, saysCountry } from "../support/tax";
import { createWorld, type World } from "../support/world";

/*
 * The invoice of a renewal: Stripe's draft is completed, a draft that never comes is replaced, and one that was final
 * before Choba looked is not charged again. 16 November 2026 in Tokyo; November has 30 days.
 */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
beforeEach(async () => {
  world = await createWorld(at("2026-11-16T12:00:05Z"));
  buyer = await Buyer.withCard(world);
  await buyer.change("starter");
});
afterEach(() => world?.close());

async function closes() {
  const own = eq(billingCloses.tenantId, buyer.tenantId);
  return inTenant(buyer.tenantId, (tx) => tx.select().from(billingCloses).where(own));
}

async function newestInvoice() {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 1 });
  const [invoice] = data;
  if (!invoice) throw new Error("there is an invoice");
  return {
    reason: invoice.billing_reason,
    status: invoice.status,
    lines: invoice.lines.data.map(({ description, amount }) => [description, amount]),
  };
}

async function lackOfNewestInvoice() {
  const [close] = await closes();
  const own = and(eq(charges.tenantId, buyer.tenantId), eq(charges.id, close?.chargeId ?? newId("charge")));
  const [charge] = await inTenant(buyer.tenantId, (tx) => tx.select().from(charges).where(own));
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 1 });
  const [invoice] = data;
  if (!charge || !invoice) throw new Error("the renewal has a charge and an invoice");
  const expected = invoiceLinesOf(charge.promise, "en").map((line) => ({
    ...line,
    priceId: null,
    wholeMinor: null,
    discountId: null,
  }));
  const prices = invoice.lines.data.map(({ pricing }) => String(pricing?.price_details?.price));
  return lackOfRenewalInvoice(invoice.id, expected, new Set(prices), charge.promise.foundDiscounts);
}

test("Stripe's draft carries it, with our text and days, and is charged as a renewal", async () => {
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  expect(await newestInvoice()).toEqual({
    reason: "subscription_cycle",
    status: "paid",
    lines: [["Starter: Base fee (¥5,000), Dec 1 – 31, 2026", 5000]],
  });
  expect(await closes()).toMatchObject([
    { state: "done", carrier: "renewal_draft", periodFrom: "2026-12-01" },
  ]);
  expect(await buyer.charges()).toEqual([2500, 5000]);
});

test("a draft by an old plan is put right by lines: what Stripe billed is taken back, what is held is charged", async () => {
  await buyer.change("business");
  // Somebody puts the old price back in Stripe's dashboard after the subscription has followed.
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  const [item] = subscription?.items.data ?? [];
  const prices = await world.stripe.prices.list({ limit: 100 });
  const old = prices.data.find(
    ({ unit_amount: amount, recurring }) => amount === 5000 && recurring?.interval === "month",
  );
  await world.stripe.subscriptions.update(subscription?.id ?? "", {
    items: [{ id: item?.id ?? "", price: old?.id ?? "" }],
    proration_behavior: "none",
  });
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  const { lines, status } = await newestInvoice();
  expect(status).toBe("paid");
  expect(lines.map(([, amount]) => amount).sort()).toEqual([-5000, 12000, 5000]);
  // November: 2,500; then 12,000 × 15/30 − 5,000 × 15/30 = 3,500; December: 12,000.
  expect(await buyer.charges()).toEqual([2500, 3500, 12000]);
  // Whoever looks at it again, after a crash for example, finds nothing missing and nothing to take back.
  expect(await lackOfNewestInvoice()).toEqual({ lines: [], takenBack: [] });
});

test("a draft that never comes is replaced by an invoice of Choba's own after two hours", async () => {
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  await world.stripe.subscriptions.update(subscription?.id ?? "", {
    trial_end: at("2027-03-01T00:00:00Z").getTime() / 1000,
    proration_behavior: "none",
  });
  await world.settle();
  await world.advanceTo(at("2026-11-30T16:30:00Z"));
  expect(await closes()).toMatchObject([{ state: "carrying" }]);
  expect((await buyer.look()).license).toMatchObject({
    state: "active",
    periodEnd: "2026-12-31T15:00:00.000Z",
  });
  await world.advanceTo(at("2026-11-30T17:01:00Z"));
  expect(await closes()).toMatchObject([{ state: "done", carrier: "own_invoice" }]);
  expect(await newestInvoice()).toMatchObject({ reason: "manual", status: "paid" });
  expect(await buyer.charges()).toEqual([2500, 5000]);
});

test("a draft that was final before Choba looked carries the charge as it is: nobody is charged twice", async () => {
  // Choba is away from before midnight until the next noon, while Stripe renews, finalises and charges.
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await world.jumpTo(at("2026-12-01T03:00:00Z"));
  world.sandbox.failures.clear();
  await world.settle();
  expect(await closes()).toMatchObject([{ state: "done", carrier: "renewal_draft" }]);
  expect(await buyer.charges()).toEqual([2500, 5000]);
  expect((await buyer.look()).license).toMatchObject({
    state: "active",
    periodEnd: "2026-12-31T15:00:00.000Z",
  });
});

test("one with another price by hand is put right by what follows, and the ledger says that", async () => {
  const { id: product } = await world.stripe.products.create({ name: "Another price" });
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  const price = { currency: "jpy", product, recurring: { interval: "month" as const }, unit_amount: 9_900 };
  const items = [{ id: subscription?.items.data[0]?.id ?? "", price_data: price }];
  await world.stripe.subscriptions.update(subscription?.id ?? "", { items, proration_behavior: "none" });
  await world.settle();
  await world.jumpTo(at("2026-12-01T03:00:00Z"));
  await world.settle();
  // Stripe has charged 9,900; the 4,900 too much are the payer's again.
  expect(await buyer.charges()).toEqual([2500, 9900]);
  const ledger = value(await readTenantLedger(await world.asSystem(), buyer.tenantId, {}));
  expect(
    ledger.map(({ promisedMinor, invoicedMinor, causes }) => [promisedMinor, invoicedMinor, causes]),
  ).toEqual([
    [
      null,
      "-4900",
      [
        { cause: "follow_up", amountMinor: "-4900" },
        { cause: "became_balance", amountMinor: "4900" },
      ],
    ],
    ["5000", "9900", [{ cause: "follows_separately", amountMinor: "4900" }]],
    ["2500", "2500", []],
  ]);
});

test("what people add is lowered by their coupon, also where Stripe finalises it, and the ledger says that", async () => {
  await world.sandbox.operations.giveCoupon(await buyer.customerId(), 10);
  const { id: product } = await world.stripe.products.create({ name: "Support pack" });
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  const price = { currency: "jpy", product, recurring: { interval: "month" as const }, unit_amount: 3_000 };
  const items = [{ price_data: price }];
  await world.stripe.subscriptions.update(subscription?.id ?? "", { items, proration_behavior: "none" });
  await world.settle();
  await world.jumpTo(at("2026-12-01T03:00:00Z"));
  await world.settle();
  expect(await buyer.charges()).toEqual([2500, 7200]);
  const [renewal] = value(await readTenantLedger(await world.asSystem(), buyer.tenantId, {}));
  expect(renewal).toMatchObject({
    promisedMinor: "4500",
    invoicedMinor: "7200",
    causes: [{ cause: "manual_line", amountMinor: "2700" }],
  });
});

test("an item multiplied by hand goes back with what a coupon left of it and with its tax", async () => {
  await chargeFrom(world, "2026-01-01", { percent: "10" });
  await saysCountry(buyer, "JP");
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  await world.sandbox.operations.giveCoupon(await buyer.customerId(), 10);
  await world.settle();
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  const items = [{ id: subscription?.items.data[0]?.id ?? "", quantity: 3 }];
  await world.stripe.subscriptions.update(subscription?.id ?? "", { items, proration_behavior: "none" });
  await world.settle();
  await world.jumpTo(at("2027-01-01T03:00:00Z"));
  await world.settle();
  // 15,000 less a tenth, and a tenth of tax; 5,000 − 500 + 450 are owed.
  expect(await buyer.charges()).toEqual([2500, 5500, 14_850]);
  const [followUp, renewal] = value(await readTenantLedger(await world.asSystem(), buyer.tenantId, {}));
  expect(followUp).toMatchObject({ invoicedMinor: "-9900" });
  expect(renewal).toMatchObject({
    promisedMinor: "4950",
    invoicedMinor: "14850",
    causes: [{ cause: "follows_separately", amountMinor: "9900" }],
  });
});

test("what Stripe finalises without Choba bears the payer's taxes by the subscription's rates, until they end", async () => {
  await chargeFrom(world, "2026-01-01", { percent: "10" });
  await saysCountry(buyer, "JP");
  await world.advanceTo(at("2026-12-01T00:00:00Z"));
  const rates = async () => {
    const { data } = await world.stripe.subscriptions.list({ customer: await buyer.customerId() });
    return data[0]?.default_tax_rates?.map(({ percentage }) => percentage);
  };
  expect(await rates()).toEqual([10]);
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await world.jumpTo(at("2027-01-01T03:00:00Z"));
  world.sandbox.failures.clear();
  await world.settle();
  expect(await buyer.charges()).toEqual([2500, 5500, 5500]);
  const exempt = { from: "2027-01-02", isExempt: true, reason: "An embassy" };
  value(await setTaxExemption(await world.asSystem(), buyer.tenantId, exempt));
  await world.settle();
  expect(await rates()).toEqual([]);
});

test("Choba is away over two renewals: both periods are begun, and each is charged once", async () => {
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await world.jumpTo(at("2027-01-05T03:00:00Z"));
  world.sandbox.failures.clear();
  await world.settle();
  expect((await closes()).map(({ periodFrom, state }) => [periodFrom, state]).sort()).toEqual([
    ["2026-12-01", "done"],
    ["2027-01-01", "done"],
  ]);
  expect(await buyer.charges()).toEqual([2500, 5000, 5000]);
});

test("an upgrade while the renewal is being collected: the renewal is credited, and only the new plan is charged", async () => {
  await world.advanceTo(at("2026-11-30T15:00:30Z"));
  const preview = await buyer.preview("business");
  // It is 1 December in Tokyo, 31 of 31 days. December's Starter is not paid yet: it is credited on its own invoice.
  expect(preview.promise?.dueNowMinor).toBe("12000");
  await buyer.change("business");
  await world.advanceTo(at("2026-11-30T18:00:00Z"));
  expect(await buyer.charges()).toEqual([2500, 12000]);
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId() });
  expect(data.map(({ status }) => status)).toEqual(["paid", "paid", "paid"]);
  expect((await buyer.look()).license).toMatchObject({ planKey: "business", state: "active" });
});

test("an hour later the renewal is paid, and an upgrade gives its days back as money", async () => {
  await world.advanceTo(at("2026-11-30T17:00:00Z"));
  await buyer.change("business");
  expect(await buyer.charges()).toEqual([2500, 5000, 7000]);
});
