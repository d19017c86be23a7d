import { afterEach, beforeEach, expect, test } from "vitest";
import { charges } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { listDifferences } from "@/lib/features/console/ledger/list-differences";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * What was promised, and what became of it. Starter (¥5,000 a month) is bought on 16 November 2026 in Tokyo for 15 of 30
 * days: ¥2,500. Then people do in Stripe's dashboard what people do.
 */
let world: World;
let buyer: Buyer;
beforeEach(async () => {
  world = await createWorld(new Date("2026-11-16T03:00:05Z"));
  buyer = await Buyer.withCard(world);
});
afterEach(() => world?.close());

/** Oldest first: promised, invoiced, paid, refunded, and why they differ. */
async function ledger() {
  const entries = value(await readTenantLedger(await buyer.ctx(), buyer.tenantId, {}));
  return entries.toReversed().map((entry) => ({
    promised: entry.promisedMinor,
    invoiced: entry.invoicedMinor,
    paid: entry.paidMinor,
    why: Object.fromEntries(entry.causes.map(({ cause, amountMinor }) => [cause, amountMinor])),
  }));
}

const report = async (month: string) => {
  const found = value(await listDifferences(await world.asSystem(), { month }));
  return found.entries.map(({ causes, isUnexplained }) => [isUnexplained, causes.map(({ cause }) => cause)]);
};

const stripeInvoices = async () =>
  (await world.stripe.invoices.list({ customer: await buyer.customerId() })).data;

test("a refund, a person's line, a coupon that nobody heard of and a credit note are told with their amounts", async () => {
  await buyer.change("starter");
  expect(await ledger()).toEqual([{ promised: "2500", invoiced: "2500", paid: "2500", why: {} }]);
  expect(await report("2026-11")).toEqual([]);

  const customer = await buyer.customerId();
  const [payment] = (await world.stripe.charges.list({ customer })).data;
  await world.stripe.refunds.create({ charge: payment?.id ?? "", amount: 300 });
  // People put a line on the next invoice, and then a coupon of which Stripe's word is lost.
  const [subscription] = (await world.stripe.subscriptions.list({ customer })).data;
  await world.stripe.invoiceItems.create({
    customer,
    subscription: subscription?.id ?? "",
    amount: 700,
    currency: "jpy",
    description: "Setup",
  });
  await world.settle();
  const coupon = await world.stripe.coupons.create({ name: "Sorry", percent_off: 20, duration: "forever" });
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await world.stripe.subscriptions.update(subscription?.id ?? "", { discounts: [{ coupon: coupon.id }] });
  await world.settle();
  await world.advanceTo(new Date("2026-12-01T03:00:00Z"));
  world.sandbox.failures.clear();
  const before = { promised: "2500", invoiced: "2500", paid: "2500", why: { refunded: "-300" } };
  const december = { promised: "5000", invoiced: "4560", paid: "4560" };
  const why = { manual_line: "700", manual_coupon: "-1140" };
  expect(await ledger()).toEqual([before, { ...december, why }]);

  const renewal = (await stripeInvoices()).find(({ total }) => total === 4560);
  await world.stripe.creditNotes.create({ invoice: renewal?.id ?? "", amount: 900, credit_amount: 900 });
  await world.settle();
  expect((await ledger())[1]).toEqual({ ...december, why: { ...why, credited_later: "-900" } });
  expect(await report("2026-11")).toEqual([[false, ["refunded"]]]);
  expect(await report("2026-12")).toEqual([[false, ["manual_line", "manual_coupon", "credited_later"]]]);
});

test("an order that is given up before it has an invoice leaves nothing open", async () => {
  buyer = await Buyer.withCard(world, null);
  await buyer.change("starter");
  expect(await ledger()).toEqual([
    { promised: "2500", invoiced: null, paid: "0", why: { in_progress: "-2500" } },
  ]);
  const { order } = await buyer.look();
  value(await discardOrder(await buyer.ctx(), buyer.tenantId, { orderId: order?.id ?? "" }));
  await world.settle();
  const [charge] = await acrossTenants((tx) => tx.select().from(charges));
  expect(charge).toMatchObject({ state: "void", openMinor: 0n, closedAt: expect.any(Date) });
  expect((await ledger())[0]?.why).toEqual({ given_up: "-2500" });
});

test("a total in the payer's favour and one below the minimum are carried by the balance", async () => {
  await world.stripe.customers.update(await buyer.customerId(), { balance: -2470 });
  await world.settle();
  await buyer.change("starter");
  expect(await ledger()).toEqual([
    { promised: "2500", invoiced: "2500", paid: "0", why: { balance_used: "-2470", below_minimum: "-30" } },
  ]);
});
