import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import { readTerms } from "@/lib/features/license/lifecycle/queries";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * One license from purchase to its end, on a moving clock. The calculation of every amount is beside its
 * assertion.
 */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  world = await createWorld(at("2026-11-15T09:00:00Z"));
  buyer = await Buyer.withCard(world);
  await world.advanceTo(at("2026-11-16T12:00:05Z"));
});
afterAll(() => world?.close());

test("bought mid-month: the days up to the month's end are charged, today included", async () => {
  const preview = await buyer.preview("starter");
  // In Tokyo it is the evening of 16 November: 15 of 30 days. ¥5,000 × 15/30 = ¥2,500.
  expect(preview).toMatchObject({ kind: "purchase", promise: { dueNowMinor: "2500" } });
  expect(preview.promise?.lines).toMatchObject([
    { span: { from: "2026-11-16", until: "2026-12-01" }, part: { days: 15, of: 30 }, amountMinor: "2500" },
  ]);
  expect(preview.next).toMatchObject({ on: "2026-12-01", totalMinor: "5000" });
  await buyer.change("starter");
  expect((await buyer.look()).license).toMatchObject({
    planKey: "starter",
    state: "active",
    periodEnd: "2026-11-30T15:00:00.000Z",
  });
  expect(await buyer.charges()).toEqual([2500]);
});

test("renews on day 1 for a whole month", async () => {
  await world.advanceTo(at("2026-12-01T15:00:00Z"));
  expect((await buyer.look()).license).toMatchObject({
    periodEnd: "2026-12-31T15:00:00.000Z",
    state: "active",
  });
  expect(await buyer.charges()).toEqual([2500, 5000]);
});

test("upgraded mid-period: the rest of the old plan is credited and the rest of the new one charged, now", async () => {
  await world.advanceTo(at("2026-12-11T12:00:05Z"));
  const preview = await buyer.preview("business");
  // 21 of 31 days are left: −5,000 × 21/31 = −3,387.09… → −¥3,387; 12,000 × 21/31 = 8,129.03… → ¥8,129; due ¥4,742.
  expect(preview.promise?.lines.map((line) => line.amountMinor)).toEqual(["-3387", "8129"]);
  expect(preview.promise?.dueNowMinor).toBe("4742");
  await buyer.change("business");
  expect((await buyer.look()).license).toMatchObject({
    planKey: "business",
    periodEnd: "2026-12-31T15:00:00.000Z",
  });
  expect(await buyer.charges()).toEqual([2500, 5000, 4742]);
});

test("a reserved downgrade charges nothing and can be cancelled", async () => {
  expect(await buyer.preview("starter")).toMatchObject({
    kind: "downgrade",
    promise: null,
    effectiveOn: "2027-01-01",
  });
  expect(await buyer.change("starter")).toEqual({ outcome: "reserved" });
  const { reservation, license } = await buyer.look();
  expect(reservation).toMatchObject({ state: "reserved", planName: { en: "Starter" } });
  expect(license.planKey).toBe("business");
  value(await cancelReservation(await buyer.ctx(), buyer.tenantId, { reservationId: reservation?.id ?? "" }));
  await world.settle();
  expect((await buyer.look()).reservation).toBeNull();
  expect(await buyer.charges()).toHaveLength(3);
});

test("reserved again, it is applied when the period begins, and the subscription says the same", async () => {
  await buyer.change("starter");
  await world.advanceTo(at("2027-01-01T15:00:00Z"));
  const { license, reservation } = await buyer.look();
  expect(license).toMatchObject({
    planKey: "starter",
    periodEnd: "2027-01-31T15:00:00.000Z",
    state: "active",
  });
  expect(reservation).toBeNull();
  expect(await buyer.charges()).toEqual([2500, 5000, 4742, 5000]);
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  expect(subscription?.items.data.map(({ price, quantity }) => [price.unit_amount, quantity])).toEqual([
    [5000, 1],
  ]);
});

test("cancelled, resumed, cancelled again: it ends with its period, and the tenant is back on Free", async () => {
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  expect((await buyer.look()).license.state).toBe("renewal_stopped");
  value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));
  expect((await buyer.look()).license.state).toBe("active");
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.advanceTo(at("2027-01-31T14:59:59Z"));
  expect((await buyer.look()).license).toMatchObject({ planKey: "starter", state: "renewal_stopped" });
  await world.advanceTo(at("2027-01-31T15:00:00Z"));
  expect((await buyer.look()).license).toMatchObject({
    planKey: "free",
    isFree: true,
    periodEnd: null,
    ended: { planName: { en: "Starter" }, at: "2027-01-31T15:00:00.000Z" },
  });
  expect(await buyer.charges()).toHaveLength(4);
});

test("the history of licenses has no gap and no overlap", async () => {
  const terms = await inTenant(buyer.tenantId, (tx) => readTerms(tx, buyer.tenantId));
  expect(terms).toHaveLength(5);
  for (const [index, term] of terms.entries())
    expect(term.endsAt?.getTime()).toBe(terms[index + 1]?.startsAt.getTime());
});
