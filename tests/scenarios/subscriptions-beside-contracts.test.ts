import { eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { contracts, stripeEvents } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { findStripePrice } from "@/lib/features/catalog/plans/record/queries";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { processStripeEvent } from "@/lib/features/stripe/inbox/process-stripe-event";
import { value } from "../support/buyer";
import { auditedActions } from "../support/factories";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * Subscriptions that Stripe reports before Choba knows them, or that somebody made in Stripe: none becomes a
 * license.
 */

let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-09-10T03:00:00Z"));
});
afterEach(() => world.sandbox.failures.clear());
afterAll(() => world?.close());

const license = (rep: Rep) => inTenant(rep.tenantId, (tx) => getLicense(tx, rep.tenantId));
const end = async (rep: Rep) =>
  value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They merged" }));
const later = async (hours: number) =>
  world.advanceTo(new Date((await world.asSystem()).now.getTime() + hours * 3_600_000));

/** Processes the events that Stripe has sent and nobody has processed yet, before anything else. */
async function processEvents(): Promise<string[]> {
  await world.sandbox.settled();
  const rows = await acrossTenants((tx) =>
    tx
      .select({ id: stripeEvents.id, type: stripeEvents.type })
      .from(stripeEvents)
      .where(isNull(stripeEvents.processedAt)),
  );
  for (const { id } of rows) await processStripeEvent(await world.asSystem(), id);
  return rows.map(({ type }) => type);
}

async function byHand(rep: Rep, items: object[]) {
  return world.stripe.subscriptions.create({
    customer: await rep.customerId(),
    items: items as never,
    collection_method: "send_invoice",
    days_until_due: 7,
  });
}

async function twoItems() {
  const { id: product } = await world.stripe.products.create({ name: "Made by hand" });
  const price = { currency: "jpy", product, recurring: { interval: "month" } };
  return [1_000, 2_000].map((unit_amount) => ({ price_data: { ...price, unit_amount } }));
}

const dashboard = { invoicing: { by: "stripe_dashboard" as const } };

test("a contract's own subscription is no license, even before its id is known and after the contract's end", async () => {
  const rep = await Rep.arrive(world);
  world.sandbox.failures.add({
    kind: "timeout_after_commit",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: null,
    delayMs: 0,
  });
  value(await rep.set("business"));
  world.sandbox.failures.clear();
  const unknown = await inTenant(rep.tenantId, (tx) =>
    tx.select({ id: contracts.stripeSubscriptionId }).from(contracts),
  );
  expect(unknown).toEqual([{ id: null }]);
  await end(rep);
  expect(await processEvents()).toContain("customer.subscription.created");
  expect(await license(rep)).toMatchObject({ interval: null, stripeSubscriptionId: null });
  await world.settle();
  expect(await license(rep)).toMatchObject({ interval: null, stripeSubscriptionId: null });
  expect((await rep.history()).at(-1)).toMatchObject({ plan: "free", to: null });
  await later(1);
  await rep.agree("starter");
});

test("a subscription made in Stripe, at Choba's own price, does not restore a license that ended with its contract", async () => {
  const rep = await Rep.arrive(world);
  await rep.agree("business", dashboard);
  const { id } = await rep.version("business");
  const price = await acrossTenants((tx) => findStripePrice(tx, id, "month"));
  const made = await byHand(rep, [{ price: price?.stripePriceId }]);
  await world.settle();
  await end(rep);
  await world.stripe.subscriptions.update(made.id, { metadata: { touched: "yes" } });
  await world.settle();
  expect(await license(rep)).toMatchObject({ interval: null, stripeSubscriptionId: null });
  await later(1);
  await rep.agree("starter", dashboard);
});

test("a subscription of several items that was made in Stripe hides nothing of what is due", async () => {
  const rep = await Rep.arrive(world);
  await rep.agree("business", dashboard);
  await byHand(rep, await twoItems());
  await later(2);
  expect(await license(rep)).toMatchObject({ payment: "due", interval: "month" });
  await later(8 * 24);
  expect(await license(rep)).toMatchObject({ payment: "overdue" });
});

test("without a contract, a manual change of its invoice in Stripe hides nothing either", async () => {
  const rep = await Rep.arrive(world);
  const made = await byHand(rep, await twoItems());
  await later(2);
  const { data } = await world.stripe.invoices.list({ customer: await rep.customerId(), status: "open" });
  await world.stripe.invoices.pay(data[0]?.id ?? "", { paid_out_of_band: true });
  await world.settle();
  expect(await auditedActions(rep.tenantId)).toContain("at_stripe.invoice_paid_out_of_band");
  const [entry] = await acrossTenants((tx) =>
    tx.select().from(stripeEvents).where(eq(stripeEvents.objectId, made.id)),
  );
  expect(entry).toMatchObject({ processedAt: expect.any(Date), lastError: null });
});

test("a renewal that somebody stops in Stripe does not stop a contract: its subscription is told again", async () => {
  const rep = await Rep.arrive(world);
  await rep.agree("starter");
  const own = async () => {
    const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
    return data[0];
  };
  await world.stripe.subscriptions.update((await own())?.id ?? "", { cancel_at_period_end: true });
  await world.settle();
  expect(await own()).toMatchObject({ status: "active", cancel_at_period_end: false });
});
