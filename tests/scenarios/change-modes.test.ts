import { afterEach, beforeEach, expect, test } from "vitest";
import { demoPlans } from "@/demo/plans";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * How a change is charged by the setting of the plan to which it leads. Starter (¥5,000) is bought on 16 November 2026 in
 * Tokyo for 15 of 30 days: ¥2,500. Business costs ¥12,000. All sums are worked out by hand.
 */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
beforeEach(async () => {
  world = await createWorld(at("2026-11-16T03:00:05Z"));
  buyer = await Buyer.withCard(world);
});
afterEach(() => world?.close());

async function publishBusiness(changeMode: ChangeMode): Promise<void> {
  const plan = demoPlans.find(({ key }) => key === "business");
  if (!plan) throw new Error("Business is sold");
  await publishPlan(await world.asSystem(), { ...plan, definition: { ...plan.definition, changeMode } });
}

const refused = (rule: string) => ({
  ok: false,
  refusal: { code: "invalid_input", fields: [{ field: "mode", rule }] },
});

test("by difference: new minus old in full, whatever the day", async () => {
  await publishBusiness("difference");
  await buyer.change("starter");
  expect(await buyer.preview("business")).toMatchObject({
    mode: "difference",
    promise: { dueNowMinor: "7000" },
  });
  await buyer.change("business");
  // A further seat of the month is charged in full as well.
  await buyer.change("business", "month", { seats: 6 });
  await world.advanceTo(at("2026-12-01T03:00:00Z"));
  expect(await buyer.charges()).toEqual([2500, 7000, 900, 12900]);
});

test("in full: the whole new price of the month; the unused days of the old one are given back", async () => {
  await publishBusiness("full");
  await buyer.change("starter");
  await world.advanceTo(at("2026-11-26T03:00:00Z"));
  // ¥12,000 less ¥2,500 × 5/15 = ¥833.
  expect((await buyer.preview("business")).promise?.dueNowMinor).toBe("11167");
  await buyer.change("business");
  await world.advanceTo(at("2026-12-01T03:00:00Z"));
  expect(await buyer.charges()).toEqual([2500, 11167, 12000]);
});

test("in full, yearly: a new year begins today, also at Stripe", async () => {
  await publishBusiness("full");
  await buyer.change("starter", "year");
  await world.advanceTo(at("2026-11-26T03:00:00Z"));
  await buyer.change("business", "year");
  // ¥120,000 less ¥50,000 × 355/365 = ¥48,630.
  expect(await buyer.charges()).toEqual([50000, 71370]);
  expect((await buyer.look()).license).toMatchObject({
    planKey: "business",
    periodStart: "2026-11-25T15:00:00.000Z",
    periodEnd: "2027-11-25T15:00:00.000Z",
  });
  const { data } = await world.stripe.subscriptions.list({ customer: await buyer.customerId() });
  expect(data.map(({ items }) => items.data[0]?.current_period_end)).toEqual([
    at("2027-11-25T15:00:00Z").getTime() / 1000,
  ]);
});

test("for nothing: only staff and keys that manage; the next renewal charges what is held then", async () => {
  await publishBusiness("none");
  await buyer.change("starter");
  const wanted = { planKey: "business", interval: "month" as const };
  expect(await previewChange(await buyer.ctx(), buyer.tenantId, wanted)).toMatchObject(
    refused("none_is_for_staff"),
  );
  const system = await world.asSystem();
  const preview = value(await previewChange(system, buyer.tenantId, wanted));
  expect(preview).toMatchObject({ mode: "none", promise: { lines: [], dueNowMinor: "0" } });
  const { digest } = preview;
  value(await confirmChange(system, buyer.tenantId, { ...wanted, digest, locale: "en" }));
  await world.settle();
  expect((await buyer.look()).license).toMatchObject({ planKey: "business", state: "active" });
  await world.advanceTo(at("2026-12-01T03:00:00Z"));
  expect(await buyer.charges()).toEqual([2500, 12000]);
});

test("a purchase and another interval are charged day by day, whatever the plan says", async () => {
  await publishBusiness("none");
  expect(await buyer.preview("business")).toMatchObject({
    mode: "prorated",
    promise: { dueNowMinor: "6000" },
  });
  await buyer.change("business");
  expect(await buyer.preview("business", "year")).toMatchObject({
    kind: "upgrade",
    mode: "prorated",
    promise: { dueNowMinor: String(120000 - 6000) },
  });
});

test("payers cannot choose another mode than the plan's; who may cannot skip the charge of another interval", async () => {
  await buyer.change("starter");
  const ask = (mode: ChangeMode) => ({ planKey: "business", interval: "month" as const, mode });
  expect(await previewChange(await buyer.ctx(), buyer.tenantId, ask("full"))).toMatchObject(
    refused("mode_of_plan"),
  );
  expect(value(await previewChange(await buyer.ctx(), buyer.tenantId, ask("prorated"))).mode).toBe(
    "prorated",
  );
  const system = await world.asSystem();
  expect(value(await previewChange(system, buyer.tenantId, ask("difference"))).promise?.dueNowMinor).toBe(
    "7000",
  );
  expect(await previewChange(system, buyer.tenantId, { ...ask("none"), interval: "year" })).toMatchObject(
    refused("none_keeps_interval"),
  );
});
