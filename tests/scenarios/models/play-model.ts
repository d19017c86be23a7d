import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { Buyer, value } from "../../support/buyer";
import { chargeFrom, saysCountry } from "../../support/tax";
import { createWorld, type World } from "../../support/world";
import { type PlayedInvoice, playedInvoices } from "./played-invoices";
import { type Combination, combinationsOf, type Start } from "./starts";
import { whatTheSubscriptionSays } from "./what-the-subscription-says";

/** Something that a tenant does on one of its days. */
export type Act = { on: string; act(buyer: Buyer): Promise<unknown> };

/** An invoice as it was worked out by hand: the tenant's day, the lines, and the tax on top of them. */
export type HandWorked = { on: string; lines: [text: string, amountMinor: bigint][]; taxMinor?: bigint };

export type Model = {
  plans: { key: string; rank: number; definition: PlanDefinition }[];
  locale?: "en" | "ja";
  /** The tax of the tenants' country; absent: none. */
  tax?: { country: string; percent: string };
  course(start: Start): Act[];
  invoices(start: Start): HandWorked[];
  /** The totals of these invoices, worked out once more with a pocket calculator. */
  totals: Record<string, readonly bigint[]>;
  /** What is held at the end: what its subscription renews, in cents a period, and which plan it is. */
  holds: { planKey: string; renewsAtMinor: bigint | null };
};

/** `amount ÷ by`, half up, as every line is rounded. */
export const halfUp = (amount: bigint, by: bigint): bigint => (2n * amount + by) / (2n * by);

/**
 * Plays one of the seven models of hybrid billing: three months of tenants who buy on its start days in its zones. Every
 * invoice at Stripe is compared with the promise that was made, and with what was worked out by hand.
 */
export function playModel(number: number, model: Model): void {
  const combinations = combinationsOf(number);
  for (const start of new Set(combinations.map((each) => each.start)))
    describe(`bought ${start.name}`, () => {
      const played = combinations.filter((each) => each.start === start);
      const buyers = new Map<string, Buyer>();
      let world: World;
      beforeAll(async () => {
        world = await createWorld(
          new Date(instantOf(start.buysOn, "00:00:00", "Pacific/Kiritimati") - 60_000),
        );
        await sell(world, model);
        for (const { zone } of played) buyers.set(zone.timeZone, await arrive(world, model, zone.timeZone));
        await live(world, model, played, buyers);
      });
      afterAll(() => world?.close());

      test.each(played.map(({ zone }) => zone.timeZone))("%s", async (timeZone) => {
        const buyer = buyers.get(timeZone);
        if (!buyer) throw new Error(`somebody bought in ${timeZone}`);
        const invoices = await playedInvoices(buyer, timeZone, model.locale ?? "en");
        expect(invoices.flatMap(({ otherThanPromised }) => otherThanPromised)).toEqual([]);
        const worked = model.invoices(start);
        expect(invoices.map(comparable)).toEqual(worked.map(comparableOf));
        expect(invoices.map(({ totalMinor }) => totalMinor)).toEqual(model.totals[start.name]);
        expect((await buyer.charges()).map(BigInt)).toEqual(invoices.map(({ totalMinor }) => totalMinor));
        expect((await buyer.look()).license.planKey).toBe(model.holds.planKey);
        expect(await whatTheSubscriptionSays(buyer)).toBe(model.holds.renewsAtMinor);
      });
    });
}

const sorted = (lines: readonly [string, bigint][]) =>
  [...lines].sort(([one], [other]) => (one < other ? -1 : Number(one > other)));

const comparable = ({ on, lines, taxMinor, totalMinor }: PlayedInvoice) => ({
  on,
  lines: sorted(lines),
  taxMinor,
  totalMinor,
});

const comparableOf = ({ on, lines, taxMinor = 0n }: HandWorked) => ({
  on,
  lines: sorted(lines),
  taxMinor,
  totalMinor: lines.reduce((sum, [, amount]) => sum + amount, taxMinor),
});

async function sell(world: World, { plans, tax }: Model): Promise<void> {
  const unit = {
    unitName: "calls",
    displayName: { en: "API calls", ja: "APIコール" },
    unitLabel: { en: "calls", ja: "コール" },
    eventName: "api.call",
  };
  value(await createMeterUnit(await world.asSystem(), unit));
  for (const plan of plans) await publishPlan(await world.asSystem(), plan);
  if (tax) await chargeFrom(world, "2020-01-01", tax);
}

async function arrive(world: World, { locale = "en", tax }: Model, timeZone: string): Promise<Buyer> {
  const buyer = await Buyer.withCard(world, "pm_card_visa", timeZone, { currency: "USD", locale });
  if (tax) await saysCountry(buyer, tax.country);
  return buyer;
}

/** All tenants live at once: whoever's day and hour comes first acts first. */
async function live(
  world: World,
  model: Model,
  played: readonly Combination[],
  buyers: ReadonlyMap<string, Buyer>,
): Promise<void> {
  const acts = played
    .flatMap(({ start, zone: { timeZone, actsAt } }) =>
      [...model.course(start), { on: start.endsOn, act: async () => {} }].map(({ on, act }) => ({
        at: instantOf(on, actsAt, timeZone),
        act,
        buyer: buyers.get(timeZone) as Buyer,
      })),
    )
    .sort((one, other) => one.at - other.at);
  for (const { at, act, buyer } of acts) {
    await world.advanceTo(new Date(at));
    await act(buyer);
    await world.settle();
  }
}

const instantOf = (day: string, time: string, timeZone: string): number =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;
