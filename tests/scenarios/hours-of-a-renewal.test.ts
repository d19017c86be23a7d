import { and, eq, isNull } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { billingCloses } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { Buyer, value } from "../support/buyer";
import { isLong } from "../support/long";
import { createWorld, type World } from "../support/world";

/*
 * The hours of a renewal: everything that a tenant can do, in the first hours of its period, before and after Stripe's
 * draft was looked at, and without a draft. What is paid for two periods is the price of what is held in them, and the
 * subscription ends up saying what the license says. Business has ¥12,000 for 5 seats, ¥900 for each further one, and
 * ¥3,000 for the telephone; 7 seats are held: ¥13,800. A year costs ten months.
 */
type Act = {
  does(buyer: Buyer, interval: PaidInterval): Promise<unknown>;
  /** What the period costs in which it is done, and the next one; null: the license ends. By the month, in yen. */
  costs: number;
  next: number | null;
};

const wants =
  (planKey: string, quantities: { seats?: number; addons?: Record<string, string> } = {}) =>
  async (buyer: Buyer, interval: PaidInterval) => {
    const { outcome } = value(await buyer.confirm(await buyer.preview(planKey, interval, quantities)));
    expect(outcome).not.toBe("shown_anew");
  };
const stop = async (buyer: Buyer) => value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
const resume = async (buyer: Buyer) => value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));

const acts: Record<string, Act> = {
  upgrade: { does: wants("enterprise"), costs: 48_000, next: 48_000 },
  seats: { does: wants("business", { seats: 9 }), costs: 15_600, next: 15_600 },
  "add-on": { does: wants("business", { seats: 7, addons: { phone: "1" } }), costs: 16_800, next: 16_800 },
  reserve: { does: wants("starter"), costs: 13_800, next: 5000 },
  cancel: { does: stop, costs: 13_800, next: null },
  undo: { does: async (buyer) => [await stop(buyer), await resume(buyer)], costs: 13_800, next: 13_800 },
};

const minutes = 60_000;
const hours = 60 * minutes;
/** When the act is done, after midnight. */
const moments = {
  /** Choba has not looked yet: the period begins with the act, and the draft waits. */
  "at 00:01, while the draft waits": 1 * minutes,
  "at 00:01, after the renewal": 1 * minutes + 1_000,
  "while a draft is waited for that never comes": 30 * minutes,
  "after a draft that never came": 2.5 * hours,
} as const;
type Moment = keyof typeof moments;
const withoutDraft = (moment: Moment) => moment.includes("never");
type Story = {
  zones: readonly string[];
  interval: PaidInterval;
  /** Days of the tenants: on which they buy, and on which the period begins that is looked at. */
  buysOn: string;
  renewsOn: string;
  nextOn: string;
  moments: readonly Moment[];
};

const instantOf = (day: string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;

type Played = { zone: string; moment: Moment; act: string };

/** Long runs play everything everywhere; others every act at every moment in one zone after the other. */
function playedIn({ zones, moments: at }: Story): Played[] {
  const all = Object.keys(acts).flatMap((act, row) =>
    at.flatMap((moment, column) =>
      zones.map((zone, place) => ({ zone, moment, act, isShort: (row + column) % zones.length === place })),
    ),
  );
  return all.filter(({ isShort }) => isLong || isShort);
}

function play(story: Story): void {
  const { interval, buysOn, renewsOn, nextOn } = story;
  const played = playedIn(story).map((each) => ({ ...each, buyer: undefined as Buyer | undefined }));
  const times = interval === "year" ? 10 : 1;
  let world: World;

  beforeAll(async () => {
    world = await createWorld(new Date(instantOf(buysOn, "Pacific/Kiritimati") + 22 * hours));
    for (const each of played) {
      each.buyer = await Buyer.withCard(world, "pm_card_visa", each.zone);
      await each.buyer.change("business", interval, { seats: 7 });
      if (withoutDraft(each.moment)) await putOff(each.buyer, instantOf(nextOn, each.zone));
    }
    const zones = [...story.zones].sort(
      (one, other) => instantOf(renewsOn, one) - instantOf(renewsOn, other),
    );
    for (const zone of zones) await passMidnight(zone);
    await world.advanceTo(new Date(Math.max(...zones.map((zone) => instantOf(renewsOn, zone))) + 30 * hours));
  });
  afterAll(() => world?.close());

  /** No draft comes: somebody gave the subscription a trial in Stripe's dashboard. */
  async function putOff(buyer: Buyer, until: number): Promise<void> {
    const { data } = await world.stripe.subscriptions.list({ customer: await buyer.customerId() });
    const trial = { trial_end: until / 1000 + 7 * 24 * 3600, proration_behavior: "none" as const };
    await world.stripe.subscriptions.update(data[0]?.id ?? "", trial);
    await world.settle();
  }

  async function passMidnight(zone: string): Promise<void> {
    const midnight = instantOf(renewsOn, zone);
    await world.advanceTo(new Date(midnight - 5 * minutes));
    for (const moment of Object.keys(moments) as Moment[]) {
      const here = played.filter((each) => each.zone === zone && each.moment === moment);
      const at = new Date(midnight + moments[moment]);
      if (moment.includes("while the draft waits")) await world.jumpTo(at);
      else await world.advanceTo(at);
      for (const { buyer, act } of here) if (buyer) await acts[act]?.does(buyer, interval);
      await world.settle();
    }
  }

  test.each(played.map(({ act, moment, zone }) => [act, moment, zone] as const))(
    "%s %s in %s",
    async (name, moment, zone) => {
      const { buyer } =
        played.find((each) => each.act === name && each.moment === moment && each.zone === zone) ?? {};
      const act = acts[name];
      if (!buyer || !act) throw new Error(`${name} in ${zone} was played`);
      const [, ...since] = await buyer.charges();
      expect(since.reduce((sum, amount) => sum + amount, 0)).toBe(act.costs * times);
      const open = and(eq(billingCloses.tenantId, buyer.tenantId), isNull(billingCloses.closedAt));
      expect(await inTenant(buyer.tenantId, (tx) => tx.select().from(billingCloses).where(open))).toEqual([]);
      expect(await regular(buyer)).toEqual([[act.costs * times, act.next === null]]);
    },
  );

  if (interval === "month")
    test("the next period costs what is held then, once, and the subscription says it", async () => {
      const last = Math.max(...story.zones.map((zone) => instantOf(nextOn, zone)));
      const before = await Promise.all(played.map(({ buyer }) => buyer?.charges()));
      await world.advanceTo(new Date(last + 4 * hours));
      for (const [index, { buyer, act: name, moment, zone }] of played.entries()) {
        const act = acts[name];
        const since = (await buyer?.charges())?.slice(before[index]?.length);
        if (!act) throw new Error(`${name} is an act`);
        const due = act.next === null ? [] : [act.next];
        const where = `${name} ${moment} in ${zone}`;
        expect(since, where).toEqual(due);
        expect(buyer && (await regular(buyer)), where).toEqual(act.next === null ? [] : [[act.next, false]]);
      }
    });

  /** What subscriptions renew for, and whether they are about to end. */
  async function regular(buyer: Buyer): Promise<[number, boolean][]> {
    const { data } = await world.stripe.subscriptions.list({ customer: await buyer.customerId() });
    return data.map(({ items, cancel_at_period_end: ends }) => [
      items.data.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * (quantity ?? 0), 0),
      ends,
    ]);
  }
}

const everyMoment = Object.keys(moments) as Moment[];

describe("the 1st of March", () => {
  play({
    zones: ["Asia/Tokyo", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Los_Angeles", "Pacific/Pago_Pago"],
    interval: "month",
    buysOn: "2026-02-20",
    renewsOn: "2026-03-01",
    nextOn: "2026-04-01",
    moments: everyMoment,
  });
});

describe("the 1st of November, on which the clocks go back in Los Angeles", () => {
  play({
    zones: ["America/Los_Angeles"],
    interval: "month",
    buysOn: "2026-10-20",
    renewsOn: "2026-11-01",
    nextOn: "2026-12-01",
    moments: isLong ? everyMoment : everyMoment.slice(0, 2),
  });
});

describe("a year from 29 February, of which the next one begins on 28 February", () => {
  play({
    zones: ["Asia/Tokyo", "Pacific/Kiritimati", "America/Los_Angeles", "Pacific/Pago_Pago"],
    interval: "year",
    buysOn: "2028-02-29",
    renewsOn: "2029-02-28",
    nextOn: "2030-02-28",
    moments: everyMoment.slice(0, 2),
  });
});

describe("a year from 14 March, on which the clocks go forward in Los Angeles a year later", () => {
  play({
    zones: ["America/Los_Angeles"],
    interval: "year",
    buysOn: "2026-03-14",
    renewsOn: "2027-03-14",
    nextOn: "2028-03-14",
    moments: isLong ? everyMoment.slice(0, 2) : everyMoment.slice(0, 1),
  });
});
