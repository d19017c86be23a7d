import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * An upgrade that is ordered in the last hour of a month, and paid or given up in the next one. The month waits for it, so
 * that it begins with what is held then. Starter costs 5,000 and Business 12,000; November's last day is a thirtieth.
 */

const at = (text: string) => new Date(text);
const december = { periodStart: at("2026-11-30T15:00:00Z"), periodEnd: at("2026-12-31T15:00:00Z") };
let world: World;
const buyers = {} as Record<"paid" | "givenUp" | "forgotten", Buyer>;
const license = (buyer: Buyer) => inTenant(buyer.tenantId, (tx) => getLicense(tx, buyer.tenantId));
const invoiceOf = async (buyer: Buyer) =>
  /in_[A-Za-z0-9]+/.exec((await buyer.look()).order?.goTo ?? "")?.[0] ?? "";

beforeAll(async () => {
  world = await createWorld(at("2026-11-15T15:00:00Z"));
  for (const name of ["paid", "givenUp", "forgotten"] as const) {
    buyers[name] = await Buyer.withCard(world);
    await buyers[name].change("starter");
  }
  await world.advanceTo(at("2026-11-30T14:30:00Z"));
  for (const buyer of Object.values(buyers)) {
    await buyer.putCard("pm_card_chargeCustomerFail");
    expect(await buyer.change("business")).toMatchObject({ state: "awaiting_payment" });
    await buyer.putCard("pm_card_visa");
  }
  await world.advanceTo(at("2026-11-30T15:30:00Z"));
});
afterAll(() => world?.close());

test("paid after midnight: the month begins with the new plan, each charged once", async () => {
  const { paid } = buyers;
  expect(await license(paid)).toMatchObject({ periodEnd: december.periodStart });
  const invoice = await invoiceOf(paid);
  await world.stripe.invoices.pay(invoice);
  await world.settle();
  await world.advanceTo(at("2026-11-30T19:00:00Z"));
  expect((await paid.look()).license).toMatchObject({ planKey: "business", state: "active" });
  expect(await license(paid)).toMatchObject(december);
  // 400 − 166.67 for the last day, and a whole month.
  expect(await paid.charges()).toEqual([2500, 233, 12_000]);
});

test("given up after midnight: the month begins with the old plan", async () => {
  const { givenUp } = buyers;
  const { order } = await givenUp.look();
  value(await discardOrder(await givenUp.ctx(), givenUp.tenantId, { orderId: order?.id ?? "" }));
  await world.settle();
  await world.advanceTo(at("2026-11-30T22:00:00Z"));
  expect((await givenUp.look()).license).toMatchObject({ planKey: "starter", state: "active" });
  expect(await license(givenUp)).toMatchObject(december);
  expect(await givenUp.charges()).toEqual([2500, 5000]);
});

test("forgotten: it is given up by itself, and the month begins a day late with the old plan", async () => {
  const { forgotten } = buyers;
  await world.advanceTo(at("2026-12-01T20:00:00Z"));
  expect(await forgotten.look()).toMatchObject({ license: { planKey: "starter" }, order: null });
  expect(await license(forgotten)).toMatchObject(december);
  expect(await forgotten.charges()).toEqual([2500, 5000]);
});

test("heard of after days: the period that has begun stays, with what was ordered, and the next one costs it", async () => {
  const late = await Buyer.withCard(world);
  await late.change("starter");
  await late.putCard("pm_card_chargeCustomerFail");
  await late.change("business");
  await late.putCard("pm_card_visa");
  const invoice = await invoiceOf(late);
  await world.jumpTo(at("2027-01-02T00:00:00Z"));
  const ctx = await world.asSystem();
  await inTenant(late.tenantId, (tx) => beginDuePeriods(tx, ctx, late.tenantId));
  await world.stripe.invoices.pay(invoice);
  await world.settle();
  const january = { periodStart: at("2026-12-31T15:00:00Z"), periodEnd: at("2027-01-31T15:00:00Z") };
  expect((await late.look()).license).toMatchObject({ planKey: "business", state: "active" });
  expect(await license(late)).toMatchObject(january);
  await world.advanceTo(at("2027-02-01T00:00:00Z"));
  expect((await late.charges()).slice(-1)).toEqual([12_000]);
});

test("Stripe was away from before the order until after midnight: the month waits for what becomes of it", async () => {
  const away = await Buyer.withCard(world);
  await away.change("starter");
  const preview = await away.preview("business");
  world.sandbox.failures.add({ kind: "unavailable_503", match: {}, times: null, delayMs: 0 });
  expect(value(await away.confirm(preview))).toMatchObject({ outcome: "ordered" });
  await world.jumpTo(at("2027-02-28T15:30:00Z"));
  world.sandbox.failures.clear();
  await world.settle();
  await world.advanceTo(at("2027-03-01T00:00:00Z"));
  const march = { periodStart: at("2027-02-28T15:00:00Z"), periodEnd: at("2027-03-31T15:00:00Z") };
  expect((await away.look()).license).toMatchObject({ planKey: "business", state: "active" });
  expect(await license(away)).toMatchObject(march);
  // Business from 1 February on in place of Starter, and March.
  expect(await away.charges()).toEqual([5000, 7000, 12_000]);
});
