import { afterEach, beforeEach, expect, test } from "vitest";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { Buyer } from "../support/buyer";
import { makeUser } from "../support/factories";
import { createWorld, type World } from "../support/world";

/*
 * A payment that was taken back outside of Choba is not given back again. Starter (¥5,000) is bought on 16 November 2026 in
 * Tokyo for 15 of 30 days: ¥2,500. Business costs ¥12,000, so ¥6,000 for the same days.
 */
let world: World;
let buyer: Buyer;
beforeEach(async () => {
  world = await createWorld(new Date("2026-11-16T03:00:05Z"));
  buyer = await Buyer.withCard(world);
  await buyer.change("starter");
});
afterEach(() => world?.close());

const dueForBusiness = async () => (await buyer.preview("business")).promise?.dueNowMinor;

async function payment() {
  const customer = await buyer.customerId();
  const [charge] = (await world.stripe.charges.list({ customer })).data;
  const [invoice] = (await world.stripe.invoices.list({ customer, status: "paid" })).data;
  return { charge: charge?.id ?? "", invoice: invoice?.id ?? "" };
}

test("refunded in full in Stripe's dashboard: an upgrade gives nothing back; a partial refund changes nothing", async () => {
  expect(await dueForBusiness()).toBe("3500");
  const { charge } = await payment();
  await world.stripe.refunds.create({ charge, amount: 300 });
  await world.settle();
  expect(await dueForBusiness()).toBe("3500");

  await world.stripe.refunds.create({ charge });
  await world.settle();
  const preview = await buyer.preview("business");
  expect(preview.promise?.dueNowMinor).toBe("6000");
  // Each part is told once. Newest first.
  const told = (await listSentMails()).filter(({ subject }) => subject.includes("has been refunded"));
  expect(told).toMatchObject([
    { subject: expect.stringContaining("¥2,200"), body: expect.stringContaining("Still paid: ¥0") },
    { subject: expect.stringContaining("¥300"), body: expect.stringContaining("Still paid: ¥2,200") },
  ]);
  await buyer.change("business");
  expect(await buyer.charges()).toEqual([2500, 6000]);
  // Less from the next period on, as ever.
  expect(await buyer.preview("starter")).toMatchObject({ kind: "downgrade", promise: null });
  await buyer.change("starter");
  await world.advanceTo(new Date("2026-12-01T03:00:00Z"));
  expect(await buyer.charges()).toEqual([2500, 6000, 5000]);
});

test("lost to a dispute: nothing is given back; while it is open or won, all of it is", async () => {
  const { charge, invoice } = await payment();
  await makeUser("admin");
  await world.sandbox.operations.disputeInvoice(invoice, "fraudulent");
  await world.settle();
  expect(await dueForBusiness()).toBe("3500");
  const told = (await listSentMails()).filter(({ subject }) => subject.includes("disputes a payment"));
  expect(told).toMatchObject([{ body: expect.stringContaining("Amount: ¥2,500") }]);
  const [dispute] = (await world.stripe.disputes.list({ charge })).data;
  await world.sandbox.operations.closeDispute(invoice, dispute?.id ?? "", "lost");
  await world.settle();
  expect(await dueForBusiness()).toBe("6000");
});

test("a dispute that is won leaves the payment as it was", async () => {
  const { charge, invoice } = await payment();
  await world.sandbox.operations.disputeInvoice(invoice, "fraudulent");
  const [dispute] = (await world.stripe.disputes.list({ charge })).data;
  await world.sandbox.operations.closeDispute(invoice, dispute?.id ?? "", "won");
  await world.settle();
  expect(await dueForBusiness()).toBe("3500");
});
