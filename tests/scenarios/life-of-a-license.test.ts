import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/lifecycle/change-renewal";
import { readTerms } from "@/lib/features/license/lifecycle/queries";
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

test("bought mid-month: the time up to day 1 is charged to the second", async () => {
  const preview = await buyer.preview("starter");
  // Priced 5 s before now, at 16 Nov 12:00:00: exactly half of the month is left. ¥5,000 / 2 = ¥2,500.
  expect(preview).toMatchObject({ kind: "purchase", promised: { totalMinor: "2500" } });
  expect(preview.renewal).toEqual({ at: "2026-12-01T12:00:00.000Z", amountMinor: "5000", currency: "JPY" });
  await buyer.change("starter");
  expect((await buyer.look()).license).toMatchObject({
    planKey: "starter",
    state: "active",
    periodEnd: "2026-12-01T12:00:00.000Z",
  });
  expect(await buyer.charges()).toEqual([2500]);
});

test("renews on day 1 for a whole month", async () => {
  await world.advanceTo(at("2026-12-01T15:00:00Z"));
  expect((await buyer.look()).license).toMatchObject({
    periodEnd: "2027-01-01T12:00:00.000Z",
    state: "active",
  });
  expect(await buyer.charges()).toEqual([2500, 5000]);
});

test("upgraded mid-period: the rest of the old plan is credited and the rest of the new one charged, now", async () => {
  await world.advanceTo(at("2026-12-11T12:00:05Z"));
  const preview = await buyer.preview("business");
  // 21 of 31 days are left: −5,000 × 21/31 = −3,387.09… → −¥3,387; 12,000 × 21/31 = 8,129.03… → ¥8,129; due ¥4,742.
  expect(preview.promised?.lines.map((line) => line.amountMinor)).toEqual(["-3387", "8129"]);
  expect(preview.promised?.totalMinor).toBe("4742");
  await buyer.change("business");
  expect((await buyer.look()).license).toMatchObject({
    planKey: "business",
    periodEnd: "2027-01-01T12:00:00.000Z",
  });
  expect(await buyer.charges()).toEqual([2500, 5000, 4742]);
});

test("a reserved downgrade charges nothing and can be cancelled", async () => {
  expect(await buyer.preview("starter")).toMatchObject({
    kind: "downgrade",
    promised: null,
    effectiveAt: "2027-01-01T12:00:00.000Z",
  });
  expect(await buyer.change("starter")).toEqual({ outcome: "reserved", confirmed: true });
  const { reservation, license } = await buyer.look();
  expect(reservation).toMatchObject({ state: "reserved", planName: { en: "Starter" } });
  expect(license.planKey).toBe("business");
  value(await cancelReservation(await buyer.ctx(), buyer.tenantId, { reservationId: reservation?.id ?? "" }));
  await world.settle();
  expect((await buyer.look()).reservation).toBeNull();
  expect(await buyer.charges()).toHaveLength(3);
});

test("reserved again, it is applied when the period ends, and the schedule is released", async () => {
  await buyer.change("starter");
  await world.advanceTo(at("2027-01-01T15:00:00Z"));
  const { license, reservation } = await buyer.look();
  expect(license).toMatchObject({
    planKey: "starter",
    periodEnd: "2027-02-01T12:00:00.000Z",
    state: "active",
  });
  expect(reservation).toBeNull();
  expect(await buyer.charges()).toEqual([2500, 5000, 4742, 5000]);
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  expect(subscription?.schedule).toBeNull();
});

test("cancelled, resumed, cancelled again: it ends with its period, and the tenant is back on Free", async () => {
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  expect((await buyer.look()).license.state).toBe("renewal_stopped");
  value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));
  expect((await buyer.look()).license.state).toBe("active");
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.advanceTo(at("2027-01-31T12:00:00Z"));
  expect((await buyer.look()).license).toMatchObject({ planKey: "starter", state: "renewal_stopped" });
  await world.advanceTo(at("2027-02-01T12:00:00Z"));
  expect((await buyer.look()).license).toMatchObject({
    planKey: "free",
    isFree: true,
    periodEnd: null,
    ended: { planName: { en: "Starter" }, at: "2027-02-01T12:00:00.000Z" },
  });
  expect(await buyer.charges()).toHaveLength(4);
});

test("the history of licenses has no gap and no overlap", async () => {
  const terms = await inTenant(buyer.tenantId, (tx) => readTerms(tx, buyer.tenantId));
  expect(terms).toHaveLength(5);
  for (const [index, term] of terms.entries())
    expect(term.endsAt?.getTime()).toBe(terms[index + 1]?.startsAt.getTime());
});
