import { afterEach, beforeEach, expect, test } from "vitest";
import { retirePlan } from "@/lib/features/catalog/plans/publication/retire-plan";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

const at = (text: string) => new Date(text);
const visa = { number: "4242424242424242", expMonth: 12, expYear: 2030 };

/** Half of November is left to the second, five seconds ago. */
const midMonth = at("2026-11-16T12:00:05Z");

let world: World;
beforeEach(async () => {
  world = await createWorld(midMonth);
});
afterEach(() => world?.close());

test("without a card the payer is sent to Stripe's page; with a card left there the license becomes active", async () => {
  const buyer = await Buyer.withCard(world, null);
  expect(await buyer.change("starter")).toMatchObject({ outcome: "ordered", state: "awaiting_card" });
  expect((await buyer.look()).order?.goTo).toContain(`${world.sandbox.url}/checkout/cs_`);
  await leaveCard(buyer, visa);
  const after = await buyer.look();
  expect(after).toMatchObject({ license: { planKey: "starter", state: "active" }, order: null });
  expect(after.paymentAccount?.hasPaymentMethod).toBe(true);
  expect(await buyer.charges()).toEqual([2500]);
});

test("a card left hours later on the same day is charged what was shown", async () => {
  const buyer = await Buyer.withCard(world, null);
  await buyer.change("starter");
  // 23:59 in Tokyo, where 16 November began at 15:00 UTC of the day before.
  await world.advanceTo(at("2026-11-16T14:59:00Z"));
  await leaveCard(buyer, visa);
  expect(await buyer.charges()).toEqual([2500]);
});

test("a card that comes after midnight is not charged the old price: the new one is shown", async () => {
  await world.advanceTo(at("2026-11-30T09:00:00Z"));
  const buyer = await Buyer.withCard(world, null);
  await buyer.change("starter");
  await world.advanceTo(at("2026-11-30T15:30:00Z"));
  await leaveCard(buyer, visa);
  expect(await buyer.look()).toMatchObject({ license: { isFree: true }, order: null });
  expect(await buyer.charges()).toEqual([]);
  await buyer.change("starter");
  expect((await buyer.look()).license.planKey).toBe("starter");
});

test("closed half-way: the order waits and can be cancelled, and then the page takes no card any more", async () => {
  const buyer = await Buyer.withCard(world, null);
  await buyer.change("starter");
  const { order } = await buyer.look();
  const session = sessionIn(order?.goTo);
  value(await discardOrder(await buyer.ctx(), buyer.tenantId, { orderId: order?.id ?? "" }));
  await world.settle();
  expect((await buyer.look()).order).toBeNull();
  await expect(world.sandbox.operations.completeSession(session, visa)).rejects.toThrow("expired");
  expect(await buyer.charges()).toEqual([]);
});

test("an expired page ends the order", async () => {
  const buyer = await Buyer.withCard(world, null);
  await buyer.change("starter");
  await world.advanceTo(at("2026-11-18T12:00:00Z"));
  expect((await buyer.look()).order).toBeNull();
});

test("a plan retired between preview and confirmation is not sold", async () => {
  const buyer = await Buyer.withCard(world);
  const preview = await buyer.preview("enterprise");
  value(await retirePlan(await world.asSystem(), { key: "enterprise" }));
  expect(await buyer.confirm(preview)).toMatchObject({ ok: false, refusal: { code: "plan_unavailable" } });
  expect(await buyer.charges()).toEqual([]);
});

test("a price that was shown yesterday is shown anew and not charged", async () => {
  const buyer = await Buyer.withCard(world);
  const preview = await buyer.preview("starter");
  await world.advanceTo(at("2026-12-03T13:00:05Z"));
  const result = value(await buyer.confirm(preview));
  expect(result.outcome).toBe("shown_anew");
  expect(await buyer.charges()).toEqual([]);
});

test("a total other than the one shown is never charged", async () => {
  const buyer = await Buyer.withCard(world);
  const preview = await buyer.preview("starter");
  const other = { ...preview, digest: preview.digest.replace(/.$/, (last) => (last === "0" ? "1" : "0")) };
  expect(value(await buyer.confirm(other)).outcome).toBe("shown_anew");
  expect(await buyer.charges()).toEqual([]);
});

async function leaveCard(buyer: Buyer, card: typeof visa): Promise<void> {
  const { order } = await buyer.look();
  await buyer.world.sandbox.operations.completeSession(sessionIn(order?.goTo), card);
  await buyer.world.settle();
}

function sessionIn(url: string | null | undefined): string {
  const id = /cs_[A-Za-z0-9_]+/.exec(url ?? "")?.[0];
  if (!id) throw new Error(`no session in ${url}`);
  return id;
}
