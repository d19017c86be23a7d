import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, stripeEvents } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { openDisputes } from "@/lib/features/billing/disputes/open-disputes";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { inviteMember } from "@/lib/features/people/members/invite-member";
import { processStripeEvent } from "@/lib/features/stripe/inbox/process-stripe-event";
import { Buyer, value } from "@/tests/support/buyer";
import { createWorld, type World } from "@/tests/support/world";
import { recordManualChange } from "./record-manual-change";

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

/** When each of these stands in the log, and since when it is known here. */
async function times(tenantId: Id<"tenant">) {
  const rows = await acrossTenants((tx) =>
    tx
      .select()
      .from(auditLog)
      .where(eq(auditLog.tenantId, tenantId))
      // As the timeline: the clock stands still, so much has the same time.
      .orderBy(desc(auditLog.at), desc(auditLog.id)),
  );
  return rows.map(({ action, at, after }) => ({
    action,
    at: at.getTime() / 1000,
    noticedAt: (after as { noticedAt?: string } | null)?.noticedAt,
  }));
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
      tx.update(stripeEvents).set({ processedAt: null, state: "pending" }).where(eq(stripeEvents.id, id)),
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

test("a coupon on a subscription: put on, replaced, and taken off, each told once", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  const { coupons, subscriptions } = world.stripe;
  const { data } = await subscriptions.list({ customer: await buyer.customerId() });
  const id = data[0]?.id ?? "";
  const put = async (percent_off: number) => {
    const coupon = await coupons.create({ percent_off, duration: "forever", name: `${percent_off} % off` });
    await subscriptions.update(id, { discounts: [{ coupon: coupon.id }] });
    await world.settle();
  };
  await put(10);
  await put(20);
  await subscriptions.update(id, { discounts: "" });
  await world.settle();
  const told = (await doneAtStripe(buyer.tenantId)).map(({ action, after }) => [
    action.replace("at_stripe.", ""),
    (after as { coupon: string }).coupon,
  ]);
  expect(told.sort()).toEqual([
    ["subscription_discount_added", "10 % off"],
    ["subscription_discount_added", "20 % off"],
    ["subscription_discount_removed", "10 % off"],
    ["subscription_discount_removed", "20 % off"],
  ]);
});

test("a dispute is one story: opened with its reason and day of answer, then won, while the desk sees it open", async () => {
  const buyer = await Buyer.withCard(world);
  const { invoice } = await paidInvoice(buyer);
  const { operations } = world.sandbox;
  const open = async () => value(await openDisputes(await world.asSystem(), buyer.tenantId, {}));
  await operations.disputeInvoice(invoice.id, "product_not_received");
  await world.settle();
  const [dispute] = await open();
  const amount = `${invoice.total} JPY`;
  const facts = { amount, invoice: invoice.number, disputeId: dispute?.id };
  const opened = {
    action: "at_stripe.dispute_opened",
    actorName: "Stripe",
    after: { ...facts, reason: "product_not_received", answerBy: dispute?.answerBy },
  };
  expect(await doneAtStripe(buyer.tenantId)).toEqual([opened]);
  expect(dispute).toMatchObject({ amountMinor: String(invoice.total), inReview: false });
  await operations.closeDispute(invoice.id, dispute?.id ?? "", "won");
  await world.settle();
  const story = [opened, { action: "at_stripe.dispute_won", actorName: "Stripe", after: facts }];
  expect(await doneAtStripe(buyer.tenantId)).toEqual(story);
  expect(await open()).toEqual([]);
});

test("a dispute that is lost before anybody heard of it is told from its beginning, each part in its time", async () => {
  const buyer = await Buyer.withCard(world);
  const { invoice, charge } = await paidInvoice(buyer);
  await world.sandbox.operations.disputeInvoice(invoice.id, "fraudulent");
  const { data } = await world.stripe.disputes.list({ charge });
  const openedAt = data[0]?.created ?? 0;
  await world.jumpTo(new Date((openedAt + 2 * 86_400) * 1000));
  await world.stripe.disputes.close(data[0]?.id ?? "");
  await world.settle();
  const told = (await times(buyer.tenantId)).filter(({ action }) => action.startsWith("at_stripe."));
  expect(told.map(({ action, at }) => [action, at])).toEqual([
    ["at_stripe.dispute_lost", openedAt + 2 * 86_400],
    ["at_stripe.dispute_opened", openedAt],
  ]);
});

test("what is learnt late stands where it was done, and says since when it is known", async () => {
  const buyer = await Buyer.withCard(world);
  const { charge } = await paidInvoice(buyer);
  const soon = await world.stripe.refunds.create({ charge, amount: 100 });
  await world.settle();
  const late = await world.stripe.refunds.create({ charge, amount: 200 });
  await world.jumpTo(new Date((late.created + 3 * 60 * 60) * 1000));
  const ctx = await buyer.ctx();
  value(await inviteMember(ctx, buyer.tenantId, { email: "new@buyers.example", name: "", role: "member" }));
  await world.settle();
  const [after, second, first] = await times(buyer.tenantId);
  // What happened here meanwhile comes after it, though it was written before.
  expect(after).toMatchObject({ action: "members.invited" });
  expect([first, second].map((entry) => entry?.at)).toEqual([soon.created, late.created]);
  expect(first?.noticedAt).toBeUndefined();
  expect(second?.noticedAt).toBe((await world.asSystem()).now.toISOString());
});

test("nothing in the log lies in the future, however Stripe's clock goes", async () => {
  const buyer = await Buyer.withCard(world);
  const ctx = await world.asSystem();
  const act = {
    key: "refund:re_ahead",
    action: "refunded",
    at: new Date(ctx.now.getTime() + 60_000),
  } as const;
  await recordManualChange(ctx, act, { customerId: await buyer.customerId() });
  expect((await times(buyer.tenantId))[0]).toEqual({
    action: "at_stripe.refunded",
    at: ctx.now.getTime() / 1000,
    noticedAt: undefined,
  });
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
  // As Choba does it itself for a contract; it runs out by itself after a month.
  const { subscriptions, coupons } = world.stripe;
  const { data: own } = await subscriptions.list({ customer: await buyer.customerId() });
  const coupon = await coupons.create({ percent_off: 5, duration: "repeating", duration_in_months: 1 });
  const discounts = [{ coupon: coupon.id }];
  await subscriptions.update(own[0]?.id ?? "", { discounts }, { idempotencyKey: newId("message") });
  await world.advanceTo(new Date("2026-12-22T00:00:00Z"), 4);
  expect((await subscriptions.retrieve(own[0]?.id ?? "")).discounts).toEqual([]);
  expect(await doneAtStripe(buyer.tenantId)).toEqual([]);
});
