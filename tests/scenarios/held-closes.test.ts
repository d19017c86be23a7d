import { afterEach, expect, test } from "vitest";
import type { Id } from "@/lib/domain/ids";
import { holdClose, releaseClose } from "@/lib/features/billing/close/hold-close";
import { holdComing, releaseComing } from "@/lib/features/billing/close/hold-coming";
import { listCloses } from "@/lib/features/console/closes/list-closes";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* Staff hold a renewal's invoice with a reason; it goes on by itself, or when they let it. Tokyo, December 2026. */
const at = (text: string) => new Date(text);
let world: World;
afterEach(() => world?.close());

/** At midnight, while Stripe's draft does not come. */
async function open() {
  world = await createWorld(at("2026-12-01T03:00:00Z"));
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  await world.stripe.subscriptions.update(subscription?.id ?? "", {
    trial_end: at("2027-06-01T00:00:00Z").getTime() / 1000,
    proration_behavior: "none",
  });
  await world.settle();
  await world.advanceTo(at("2026-12-31T15:00:00Z"));
  const [close] = (await board()).closes;
  if (!close) throw new Error("there is a close");
  return { buyer, closeId: close.id as Id<"close"> };
}
const board = async () => value(await listCloses(await world.asSystem(), {}));
const hold = async (buyer: Buyer, closeId: Id<"close">, days = 5) =>
  value(await holdClose(await world.asSystem(), buyer.tenantId, { closeId, days, reason: "a wrong price" }));

test("a held invoice is not final, is shown with its reason, and goes on when its time has come", async () => {
  const { buyer, closeId } = await open();
  await hold(buyer, closeId);
  await world.settle();
  // Without the hold, an invoice of Choba's own would have come after two hours.
  await world.advanceTo(at("2027-01-04T18:00:00Z"));
  expect((await board()).closes).toMatchObject([
    { state: "held", hold: { reason: "a wrong price" }, totalMinor: "5000", closedAt: null },
  ]);
  expect(await buyer.charges()).toEqual([5000]);
  await world.advanceTo(at("2027-01-05T16:00:00Z"));
  expect((await board()).closes).toMatchObject([{ state: "done" }]);
  expect(await buyer.charges()).toEqual([5000, 5000]);
});

test("released, it goes on at once, and is charged once", async () => {
  const { buyer, closeId } = await open();
  expect((await board()).progress).toEqual({ done: 0, open: 1, held: 0, toBegin: 0 });
  await hold(buyer, closeId);
  expect((await board()).progress).toEqual({ done: 0, open: 0, held: 1, toBegin: 0 });
  await world.settle();
  value(await releaseClose(await world.asSystem(), buyer.tenantId, { closeId }));
  await world.settle();
  await world.advanceTo(at("2026-12-31T18:00:00Z"));
  expect((await board()).closes).toMatchObject([{ state: "done", hold: null }]);
  expect((await board()).progress).toEqual({ done: 1, open: 0, held: 0, toBegin: 0 });
  value(await releaseClose(await world.asSystem(), buyer.tenantId, { closeId }));
  await world.settle();
  expect(await buyer.charges()).toEqual([5000, 5000]);
  const again = await holdClose(await world.asSystem(), buyer.tenantId, { closeId, days: 1, reason: "x" });
  expect(again).toMatchObject({ refusal: { code: "too_late" } });
});

test("an upgrade before the invoice of the period is made: it is credited before it is charged", async () => {
  const { buyer } = await open();
  // All of January is given back, ¥5,000, and ¥12,000 are charged for it.
  await buyer.change("business");
  expect(await buyer.charges()).toEqual([5000, 12_000]);
  await world.advanceTo(at("2026-12-31T18:00:00Z"));
  expect((await board()).closes).toMatchObject([{ state: "done", carrier: "own_invoice" }]);
  expect(await buyer.charges()).toEqual([5000, 12_000]);
  const { data } = await world.stripe.creditNotes.list({ customer: await buyer.customerId() });
  expect(data.map(({ total }) => total)).toEqual([5000]);
});

test("held before it exists, Stripe's draft waits as well, and carries the close when the hold ends", async () => {
  world = await createWorld(at("2026-12-20T03:00:00Z"));
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  // Starter costs ¥5,000: 12 of 31 days.
  const first = 1935;
  const system = await world.asSystem();
  value(await holdComing(system, buyer.tenantId, { days: 5, reason: "a wrong price" }));
  expect((await board()).holds).toMatchObject([
    { reason: "a wrong price", until: "2027-01-05T15:00:00.000Z" },
  ]);
  await world.advanceTo(at("2027-01-05T12:00:00Z"));
  const draft = async () => {
    const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId() });
    return data.find(({ billing_reason }) => billing_reason === "subscription_cycle");
  };
  // Long after the 72 hours that a draft waits otherwise, and a day beyond the hold.
  expect(await draft()).toMatchObject({
    status: "draft",
    automatically_finalizes_at: at("2027-01-06T15:00:00Z").getTime() / 1000,
  });
  expect((await board()).closes).toMatchObject([{ state: "held", totalMinor: "5000", closedAt: null }]);
  expect(await buyer.charges()).toEqual([first]);
  await world.advanceTo(at("2027-01-05T16:00:00Z"));
  // Stripe collects about an hour after it is final.
  await world.advanceTo(at("2027-01-05T18:00:00Z"));
  expect(await draft()).toMatchObject({ status: "paid", total: 5000 });
  expect((await board()).closes).toMatchObject([{ state: "done", carrier: "renewal_draft", problem: null }]);
  expect(await buyer.charges()).toEqual([first, 5000]);
});

test("a hold that is taken back before the close holds nothing", async () => {
  world = await createWorld(at("2026-12-20T03:00:00Z"));
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  value(await holdComing(await world.asSystem(), buyer.tenantId, { days: 5, reason: "a wrong price" }));
  value(await releaseComing(await world.asSystem(), buyer.tenantId, {}));
  await world.advanceTo(at("2027-01-01T03:00:00Z"));
  expect((await board()).closes).toMatchObject([{ state: "done", hold: null }]);
});
