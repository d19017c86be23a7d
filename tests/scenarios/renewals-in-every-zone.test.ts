import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { billingCloses } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { dayWindow } from "@/lib/domain/time/day-window";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * A month begins at each tenant's own midnight: on the last day of the month before in UTC (Tokyo, Kathmandu, Kiritimati),
 * on the first (Los Angeles, Pago Pago), and an hour earlier or later when the clocks change (Los Angeles, 8 March 2026).
 * Bought at 10:30 UTC of 20 February 2026: 9 of 28 days. ¥5,000 × 9/28 = 1,607.14… → ¥1,607.
 */
const zones = [
  "Asia/Tokyo",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "America/Los_Angeles",
  "Pacific/Pago_Pago",
] as const;

let world: World;
const buyers = new Map<string, Buyer>();
const buyerIn = (zone: string): Buyer => {
  const buyer = buyers.get(zone);
  if (!buyer) throw new Error(`somebody bought in ${zone}`);
  return buyer;
};

beforeAll(async () => {
  world = await createWorld(new Date("2026-02-20T10:30:00Z"));
  for (const zone of zones) buyers.set(zone, await Buyer.withCard(world, "pm_card_visa", zone));
  for (const zone of zones) await buyerIn(zone).change("starter");
  await world.advanceTo(new Date("2026-05-02T12:00:00Z"));
});
afterAll(() => world?.close());

const firstPart: Record<(typeof zones)[number], number> = {
  "Asia/Tokyo": 1607,
  "Asia/Kathmandu": 1607,
  // 00:30 of 21 February there: 8 of 28 days. 5,000 × 8/28 = 1,428.57… → 1,429.
  "Pacific/Kiritimati": 1429,
  "America/Los_Angeles": 1607,
  // 23:30 of 19 February: 10 of 28 days. 5,000 × 10/28 = 1,785.71… → 1,786.
  "Pacific/Pago_Pago": 1786,
};

describe.each(zones)("%s", (zone) => {
  test("three months are renewed at local midnight, each on Stripe's own draft, each charged once", async () => {
    const buyer = buyerIn(zone);
    expect(await buyer.charges()).toEqual([firstPart[zone], 5000, 5000, 5000]);
    const closes = await inTenant(buyer.tenantId, (tx) =>
      tx.select().from(billingCloses).where(eq(billingCloses.tenantId, buyer.tenantId)),
    );
    const begun = closes.map(({ periodFrom, carrier, state, dueAt }) => [
      periodFrom,
      carrier,
      state,
      dueAt.toISOString(),
    ]);
    expect(begun.sort()).toEqual(
      ["2026-03-01", "2026-04-01", "2026-05-01"].map((day) => [
        day,
        "renewal_draft",
        "done",
        dayWindow(day, zone).start.toISOString(),
      ]),
    );
    expect((await buyer.look()).license.periodEnd).toBe(dayWindow("2026-06-01", zone).start.toISOString());
  });
});

describe("just after midnight, while the renewal is on its way", () => {
  test.each(zones)("%s: stopped and resumed, it goes on, and the subscription says so", async (zone) => {
    const buyer = buyerIn(zone);
    const midnight = dayWindow("2026-06-01", zone).start;
    await world.advanceTo(new Date(midnight.getTime() + 60_000));
    value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
    value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));
    value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
    await world.settle();
    expect((await buyer.look()).license).toMatchObject({
      state: "renewal_stopped",
      periodEnd: dayWindow("2026-07-01", zone).start.toISOString(),
    });
    // In Los Angeles Stripe's draft comes an hour after midnight in summer; nothing is told to Stripe before.
    await world.advanceTo(new Date(midnight.getTime() + 2 * 60 * 60_000));
    const { data } = await world.stripe.subscriptions.list({ customer: await buyer.customerId() });
    expect(data.map(({ cancel_at_period_end: ends }) => ends)).toEqual([true]);
  });

  test("at the next midnight all of them have ended, and June was paid once", async () => {
    await world.advanceTo(new Date("2026-07-01T14:00:00Z"));
    for (const zone of zones) {
      expect((await buyerIn(zone).look()).license).toMatchObject({ isFree: true });
      expect((await buyerIn(zone).charges()).slice(3)).toEqual([5000, 5000]);
      expect(
        (await world.stripe.subscriptions.list({ customer: await buyerIn(zone).customerId() })).data,
      ).toEqual([]);
    }
  });
});
