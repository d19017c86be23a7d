import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { licenses, paymentAccounts, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { type MovedIn, moveIn } from "@/lib/features/stripe/moving-in/move-in";
import { beginReconciliation, reconcile } from "@/lib/features/stripe/reconciliation/reconcile";
import { attachTestCard } from "@/lib/stripe/test-cards";
import { movingInText } from "@/server/moving-in-text";
import { value } from "../support/buyer";
import { isLong } from "../support/long";
import { createWorld, type World } from "../support/world";

/* An account that bills already moves in: nothing is charged by it, and the renewals are what Stripe would have charged. */
const at = (text: string) => new Date(text);
/** The first midnight of December in Tokyo, and of New York. */
const december = at("2026-11-30T15:00:00Z");
const customersInAll = isLong ? 500 : 16;

let world: World;
const shop: Record<string, string> = {};
const people: { id: string; shape: string }[] = [];
let dry: MovedIn;
let invoicesBefore: unknown;

type Make = (customer: string) => Promise<unknown>;
const firstOfMonth = () => ({
  // The last day of each month in UTC, whose 15:00 is the first midnight of a month in Tokyo.
  billing_cycle_anchor_config: { day_of_month: 31, hour: 15, minute: 0, second: 0 },
  proration_behavior: "none" as const,
});
const subscribe = (customer: string, more: Omit<Stripe.SubscriptionCreateParams, "customer">) =>
  world.stripe.subscriptions.create({ customer, ...more });
const one = (name: string, quantity = 1) => ({ price: shop[name] ?? "", quantity });

/** What customers have, and what their next renewal costs; null: they stay as they are, or are charged later. */
const shapes: Record<string, { make: Make; renewal: number | null; reason?: string }> = {
  plain: { make: (id) => subscribe(id, { items: [one("pro")], ...firstOfMonth() }), renewal: 3000 },
  items: {
    make: (id) =>
      subscribe(id, { items: [one("pro"), one("support"), one("domains", 3)], ...firstOfMonth() }),
    renewal: 3000 + 1500 + 3 * 200,
  },
  seats: { make: (id) => subscribe(id, { items: [one("team", 7)], ...firstOfMonth() }), renewal: 7 * 800 },
  "coupon of the subscription": {
    make: (id) =>
      subscribe(id, { items: [one("pro")], discounts: [{ coupon: shop.quarter }], ...firstOfMonth() }),
    renewal: 2250,
  },
  "coupon of the customer": {
    make: async (id) => {
      await world.sandbox.operations.giveCoupon(id, 10);
      await subscribe(id, { items: [one("pro")], ...firstOfMonth() });
    },
    renewal: 2700,
  },
  "from today": { make: (id) => subscribe(id, { items: [one("pro")] }), renewal: null },
  yearly: { make: (id) => subscribe(id, { items: [one("proYear")] }), renewal: null },
  trial: {
    make: (id) => subscribe(id, { items: [one("pro")], trial_end: december.getTime() / 1000 }),
    renewal: 3000,
  },
  ends: {
    make: (id) => subscribe(id, { items: [one("pro")], cancel_at_period_end: true, ...firstOfMonth() }),
    renewal: 0,
  },
  free: { make: async () => {}, renewal: 0 },
  dollars: { make: (id) => subscribe(id, { items: [one("proDollars", 2)] }), renewal: null },
  "two subscriptions": {
    make: async (id) => {
      await subscribe(id, { items: [one("pro")] });
      await subscribe(id, { items: [one("team", 2)] });
    },
    renewal: null,
    reason: "several_subscriptions",
  },
  "past due": {
    // Its card is declined at the renewal, before the others come.
    make: async () => {},
    renewal: null,
    reason: "past_due",
  },
  paused: {
    make: async (id) => {
      const { id: made } = await subscribe(id, { items: [one("pro")], ...firstOfMonth() });
      await world.stripe.subscriptions.update(made, { pause_collection: { behavior: "void" } });
    },
    renewal: null,
    reason: "paused",
  },
  sent: {
    make: (id) =>
      subscribe(id, { items: [one("pro")], collection_method: "send_invoice", days_until_due: 30 }),
    renewal: null,
    reason: "invoices_are_sent",
  },
  weekly: {
    make: (id) => subscribe(id, { items: [one("weekly")] }),
    renewal: null,
    reason: "interval_not_offered",
  },
};

async function stock(): Promise<void> {
  const price = async (
    key: string,
    name: string,
    amount: number,
    more: Partial<Stripe.PriceCreateParams> = {},
  ) => {
    shop[`${name} product`] ??= (await world.stripe.products.create({ name })).id;
    const product = shop[`${name} product`] ?? "";
    const recurring = { interval: "month" as const };
    const made = { product, currency: "jpy", unit_amount: amount, recurring, ...more };
    shop[key] = (await world.stripe.prices.create(made)).id;
  };
  await price("pro", "Pro", 3000);
  await price("proYear", "Pro", 30_000, { recurring: { interval: "year" } });
  await price("proDollars", "Pro", 2500, { currency: "usd" });
  await price("team", "Team", 800);
  await price("support", "Support", 1500);
  await price("domains", "Domains", 200);
  await price("weekly", "Weekly", 700, { recurring: { interval: "week" } });
  shop.quarter = (
    await world.stripe.coupons.create({ percent_off: 25, duration: "forever", name: "Quarter" })
  ).id;
}

/** A month before the others come, so that its renewal is declined. */
async function pastDue(): Promise<void> {
  for (const id of await peopleOf((shape) => shape === "past due")) {
    await subscribe(id, { items: [one("pro")] });
    await attachTestCard(id, "pm_card_chargeCustomerFail");
  }
}

async function everybody(): Promise<void> {
  for (const id of await peopleOf((shape) => shape !== "past due"))
    await shapes[people.find((person) => person.id === id)?.shape ?? ""]?.make(id);
}

async function peopleOf(isWanted: (shape: string) => boolean): Promise<string[]> {
  const names = Object.keys(shapes);
  const made: string[] = [];
  for (let n = 0; n < customersInAll; n++) {
    const shape = names[n % names.length] ?? "";
    if (!isWanted(shape)) continue;
    const { id } = await world.stripe.customers.create({
      name: `Customer ${n}`,
      email: `owner${n}@customers.example`,
      address: { country: "JP" },
    });
    await attachTestCard(id, "pm_card_visa");
    people.push({ id, shape });
    made.push(id);
  }
  return made;
}

async function invoices() {
  const found: unknown[] = [];
  for await (const { id, status, total, amount_paid, amount_due, auto_advance } of world.stripe.invoices.list(
    {
      limit: 100,
    },
  ))
    found.push({ id, status, total, amount_paid, amount_due, auto_advance });
  return found;
}

const run = async (dryRun: boolean) => value(await moveIn(await world.asSystem(), { dryRun }));
const withoutDone = ({ taken: _, changed: __, ...proposed }: MovedIn) => proposed;
const of = (shape: string) => people.filter((person) => person.shape === shape).map(({ id }) => id);
const paidSince = async (customer: string, since: Date) => {
  const { data } = await world.stripe.charges.list({ customer, created: { gte: since.getTime() / 1000 } });
  return data.filter(({ status }) => status === "succeeded").reduce((all, { amount }) => all + amount, 0);
};

beforeAll(async () => {
  world = await createWorld(at("2026-10-10T03:20:00Z"));
  await stock();
  await pastDue();
  await world.advanceTo(at("2026-11-10T05:20:00Z"));
  await everybody();
  await world.settle();
  invoicesBefore = await invoices();
  dry = await run(true);
}, 600_000);
afterAll(() => world?.close());

test("a dry run names what fits and what does not, and writes nothing", async () => {
  for (const { id, shape } of people) {
    const reasons = dry.misfits.filter(({ customerId }) => customerId === id).map(({ reason }) => reason);
    const expected = shapes[shape]?.reason;
    expect([shape, reasons]).toEqual([shape, expected ? expect.arrayContaining([expected]) : []]);
  }
  const text = movingInText(dry, true);
  expect(text).toHaveLength(dry.plans.length + dry.tenants.length + dry.misfits.length + 1);
  expect(text.filter((line) => /undefined|null|NaN/.test(line))).toEqual([]);
  expect(text.at(-1)).toContain("Nothing was written.");
  expect(await acrossTenants((tx) => tx.select().from(paymentAccounts))).toEqual([]);
});

test("the import does what the dry run said, changes no invoice, and a second run does nothing", async () => {
  const done = await run(false);
  expect(withoutDone(done)).toEqual(withoutDone(dry));
  expect([done.taken, done.changed]).toEqual([dry.tenants.length, []]);
  await world.settle();
  const ctx = await world.asSystem();
  await acrossTenants((tx) => beginReconciliation(tx, ctx));
  await reconcile(ctx);
  await world.settle();
  expect(await invoices()).toEqual(invoicesBefore);
  expect(await run(false)).toEqual({
    plans: [],
    tenants: [],
    misfits: dry.misfits,
    unchanged: dry.tenants.length,
    taken: 0,
    changed: [],
  });
}, 300_000);

test("the license is what was paid, and the subscription goes on by the price that it has", async () => {
  const [plain = ""] = of("plain");
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ license: licenses })
      .from(licenses)
      .innerJoin(paymentAccounts, eq(paymentAccounts.tenantId, licenses.tenantId))
      .where(eq(paymentAccounts.stripeCustomerId, plain)),
  );
  const { data } = await world.stripe.subscriptions.list({ customer: plain, status: "all" });
  expect(data.map(({ id, status }) => [id, status])).toEqual([[row?.license.stripeSubscriptionId, "active"]]);
  expect(data[0]?.items.data.map(({ price }) => price.id)).toEqual([shop.pro]);
  expect(row?.license).toMatchObject({
    interval: "month",
    periodEnd: december,
    renews: true,
    payment: "paid",
  });
});

test("what was paid at Stripe is not charged again when something is added", async () => {
  const [customer = ""] = of("from today");
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ tenantId: tenants.id, userId: tenants.paymentAdministratorId })
      .from(tenants)
      .innerJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id))
      .where(eq(paymentAccounts.stripeCustomerId, customer)),
  );
  const held = dry.tenants.find(({ customerId }) => customerId === customer)?.license;
  const support = Object.keys(
    dry.tenants.find(({ customerId }) => customerId === of("items")[0])?.license?.addons ?? {},
  );
  const addon = support.find((key) => key.startsWith("support"));
  if (!row || !held || !addon) throw new Error("both were taken over");
  const wanted = { planKey: held.planKey, interval: held.interval, addons: { [addon]: "1" } };
  const { promise } = value(await previewChange(await world.asOwner(row.userId), row.tenantId, wanted));
  // Pro is paid to 9 December. ¥1,500 × 21 of 30 days of November are ¥1,050.
  expect(promise?.lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["charge", "1050"]]);
});

test("the renewals charge what Stripe would have charged", async () => {
  await world.advanceTo(at("2026-11-30T20:00:00Z"));
  for (const { id, shape } of people) {
    const { renewal } = shapes[shape] ?? {};
    if (renewal !== null && renewal !== undefined)
      expect([shape, await paidSince(id, december)]).toEqual([shape, renewal]);
  }
}, 600_000);

test("one that renewed in the middle of a month pays the days to its end, and nothing is charged twice", async () => {
  await world.advanceTo(at("2026-12-10T06:30:00Z"));
  const [pro = ""] = of("from today");
  const [dollars = ""] = of("dollars");
  // 10 to 31 December are 22 of 31 days: ¥3,000 × 22/31 = 2,129.03…, and $50.00 × 22/31 = $35.48.
  expect([await paidSince(pro, december), await paidSince(dollars, december)]).toEqual([2129, 3548]);
}, 600_000);
