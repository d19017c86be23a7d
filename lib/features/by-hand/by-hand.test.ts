import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, stripeEvents } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { Buyer, value } from "@/tests/support/buyer";
import { createWorld, type World } from "@/tests/support/world";
import { discardOrder } from "../orders/discard";
import { processStripeEvent } from "../stripe-inbox/process";

let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
});
afterAll(() => world?.close());

/** What the log says to have been done at Stripe, oldest first. */
async function doneAtStripe(tenantId: Id<"tenant">) {
  const rows = await acrossTenants((tx) =>
    tx.select().from(auditLog).where(eq(auditLog.tenantId, tenantId)).orderBy(auditLog.id),
  );
  return rows
    .filter(({ action }) => action.startsWith("at_stripe."))
    .map(({ action, actorName, after }) => ({ action, actorName, after }));
}

async function paidInvoice(buyer: Buyer) {
  await buyer.change("starter");
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), status: "paid" });
  const [invoice] = data;
  if (!invoice) throw new Error("the purchase was invoiced");
  const { data: charges } = await world.stripe.charges.list({ customer: await buyer.customerId() });
  return { invoice, charge: charges[0]?.id ?? "" };
}

/** An invoice that somebody makes in Stripe's dashboard. */
async function byHand(buyer: Buyer, amount: number): Promise<string> {
  const draft = await world.stripe.invoices.create({ customer: await buyer.customerId(), currency: "jpy" });
  await world.stripe.invoices.addLines(draft.id, { lines: [{ amount, description: "Training" }] });
  return draft.id;
}

test("a refund stands in the log once, with the amount and the invoice, whatever events tell of it", async () => {
  const buyer = await Buyer.withCard(world);
  const { invoice, charge } = await paidInvoice(buyer);
  await world.stripe.refunds.create({ charge, amount: 300, reason: "requested_by_customer" });
  await world.settle();
  await world.stripe.refunds.create({ charge });
  await world.settle();
  const rest = invoice.total - 300;
  const entry = (amount: number, reason: string | null) => ({
    action: "at_stripe.refunded",
    actorName: "Stripe",
    after: { amount: `${amount} JPY`, invoice: invoice.number, status: "succeeded", reason },
  });
  const expected = [entry(300, "requested_by_customer"), entry(rest, null)];
  expect(await doneAtStripe(buyer.tenantId)).toEqual(expected);
  const told = await acrossTenants((tx) =>
    tx
      .select()
      .from(stripeEvents)
      .where(eq(stripeEvents.type, "charge.refunded"))
      .orderBy(desc(stripeEvents.id)),
  );
  for (const { id } of told) {
    await acrossTenants((tx) =>
      tx.update(stripeEvents).set({ processedAt: null }).where(eq(stripeEvents.id, id)),
    );
    await processStripeEvent(await world.asSystem(), id);
  }
  expect(await doneAtStripe(buyer.tenantId)).toEqual(expected);
});

test("invoices by hand: finalised, sent, voided, given up, paid by transfer, credited and the credit taken back", async () => {
  const buyer = await Buyer.withCard(world);
  const { invoices, creditNotes } = world.stripe;
  const finished = async (act: (id: string) => Promise<unknown>) => {
    const id = await byHand(buyer, 900);
    await invoices.finalizeInvoice(id);
    await act(id);
    await world.settle();
    return (await invoices.retrieve(id)).number;
  };
  const sent = await finished((id) => invoices.sendInvoice(id));
  const voided = await finished((id) => invoices.voidInvoice(id));
  const lost = await finished((id) => invoices.markUncollectible(id));
  const transferred = await finished((id) => invoices.pay(id, { paid_out_of_band: true }));
  const credited = await finished(async (invoice) => {
    const note = await creditNotes.create({ invoice, amount: 400, reason: "order_change" });
    await creditNotes.voidCreditNote(note.id);
  });
  // Events come in any order, so only which acts are told of each invoice is promised.
  const seen = await doneAtStripe(buyer.tenantId);
  const actsOn = (invoice: string | null) =>
    seen
      .filter(({ after }) => (after as { invoice: string }).invoice === invoice)
      .map(({ action }) => action.replace("at_stripe.", ""))
      .sort();
  expect(seen).toHaveLength(11);
  expect(actsOn(sent)).toEqual(["invoice_finalized", "invoice_sent"]);
  expect(actsOn(voided)).toEqual(["invoice_finalized", "invoice_voided"]);
  expect(actsOn(lost)).toEqual(["invoice_finalized", "invoice_uncollectible"]);
  expect(actsOn(transferred)).toEqual(["invoice_finalized", "invoice_paid_out_of_band"]);
  expect(actsOn(credited)).toEqual(["credit_note_created", "credit_note_voided", "invoice_finalized"]);
});

test("a coupon on the customer: put on, lowering the next invoice, and taken off", async () => {
  const buyer = await Buyer.withCard(world);
  const customer = await buyer.customerId();
  await world.sandbox.operations.giveCoupon(customer, 10);
  await world.settle();
  const invoice = await world.stripe.invoices.finalizeInvoice(await byHand(buyer, 905));
  expect(invoice).toMatchObject({ subtotal: 905, total: 814, amount_due: 814 });
  expect(invoice.lines.data.map(({ discount_amounts }) => discount_amounts?.[0]?.amount)).toEqual([91]);
  await world.stripe.customers.deleteDiscount(customer);
  await world.settle();
  const told = (await doneAtStripe(buyer.tenantId)).filter(({ action }) => action.includes("discount"));
  const after = { coupon: "10 % off", percent: "10", amount: null, duration: "forever" };
  expect(told).toMatchObject([
    { action: "at_stripe.discount_added", after },
    { action: "at_stripe.discount_removed", after },
  ]);
});

test("what Choba or Stripe's own clock does is nobody's hand", async () => {
  const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
  await buyer.change("starter");
  const { order } = await buyer.look();
  value(await discardOrder(await buyer.ctx(), buyer.tenantId, { orderId: order?.id ?? "" }));
  await world.settle();
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId() });
  expect(data.map(({ status }) => status)).toContain("void");
  await buyer.putCard("pm_card_visa");
  await buyer.change("starter");
  await world.advanceTo(new Date("2026-12-02T00:00:00Z"), 4);
  expect(await doneAtStripe(buyer.tenantId)).toEqual([]);
});
