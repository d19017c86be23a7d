import { afterEach, expect, test } from "vitest";
import type { Id } from "@/lib/domain/ids";
import { holdClose, releaseClose } from "@/lib/features/billing/close/hold-close";
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
  await hold(buyer, closeId);
  await world.settle();
  value(await releaseClose(await world.asSystem(), buyer.tenantId, { closeId }));
  await world.settle();
  await world.advanceTo(at("2026-12-31T18:00:00Z"));
  expect((await board()).closes).toMatchObject([{ state: "done", hold: null }]);
  value(await releaseClose(await world.asSystem(), buyer.tenantId, { closeId }));
  await world.settle();
  expect(await buyer.charges()).toEqual([5000, 5000]);
  const again = await holdClose(await world.asSystem(), buyer.tenantId, { closeId, days: 1, reason: "x" });
  expect(again).toMatchObject({ refusal: { code: "too_late" } });
});
