import { afterEach, expect, test } from "vitest";
import { usageWriteOffs } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { usualBilling } from "@/lib/domain/close/billing-settings";
import { saveBillingSettings } from "@/lib/features/catalog/billing-settings/billing-settings";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { listCloses } from "@/lib/features/console/closes/list-closes";
import { stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { makeUnit } from "../metering/units";
import { Buyer, value } from "../support/buyer";
import { asKey } from "../support/factories";
import { meteredPlan, reportCalls } from "../support/metered";
import { createWorld, type World } from "../support/world";

/*
 * What is counted after its month was billed. Tokyo, December 2026 and the months after it; ¥3,000 a month, 1,000 calls
 * included, ¥2 each beyond. All sums are worked out by hand.
 */
const at = (text: string) => new Date(text);

let world: World;
afterEach(() => world?.close());

async function open(settings: Partial<typeof usualBilling> = {}) {
  world = await createWorld(at("2026-11-30T16:00:00Z"));
  await makeUnit({ unitName: "api_calls", aggregation: "sum", property: "calls", eventName: "called" });
  const definition = meteredPlan("Metered", { month: "3000", year: null });
  await publishPlan(await world.asSystem(), { key: "metered", rank: 11, definition });
  value(await saveBillingSettings(await world.asSystem(), { ...usualBilling, ...settings }));
  await world.settle();
  const buyer = await Buyer.withCard(world);
  await buyer.change("metered");
  return buyer;
}

/** The totals of the invoices that carry something, oldest first. */
async function totals(buyer: Buyer): Promise<number[]> {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 20 });
  return data
    .filter(({ lines }) => lines.data.length > 0)
    .map(({ total }) => total)
    .reverse();
}

const writeOffs = async ({ tenantId }: Buyer) => {
  const rows = await inTenant(tenantId, (tx) => tx.select().from(usageWriteOffs));
  return rows.map(({ monthFrom, reason, amountMinor }) => [monthFrom, reason, amountMinor]);
};

test("with a time of grace the base is billed at midnight, and usage after it, late events with it", async () => {
  const buyer = await open({ graceHours: 48 });
  await reportCalls(buyer, "2026-11-30T16:00:00Z", 1500);
  await world.advanceTo(at("2027-01-01T12:00:00Z"));
  expect(await totals(buyer)).toEqual([3000, 3000]);
  await reportCalls(buyer, "2026-12-31T00:00:00Z", 100);
  await world.advanceTo(at("2027-01-02T14:59:00Z"));
  expect(await totals(buyer)).toEqual([3000, 3000]);
  await world.advanceTo(at("2027-01-02T15:30:00Z"));
  // 48 hours after midnight in Tokyo: 600 × ¥2
  expect(await totals(buyer)).toEqual([3000, 3000, 1200]);
});

test("a large correction is billed at once, a small one on the next invoice, and one that is too late never", async () => {
  const buyer = await open({ leastMinor: { JPY: "50" } });
  await world.advanceTo(at("2027-01-05T00:00:00Z"));
  await reportCalls(buyer, "2026-12-20T00:00:00Z", 5999);
  await world.advanceTo(at("2027-01-06T00:00:00Z"));
  // 4,999 × ¥2 is below ¥10,000.
  expect(await totals(buyer)).toEqual([3000, 3000]);
  await reportCalls(buyer, "2026-12-21T00:00:00Z", 1);
  await world.advanceTo(at("2027-01-07T00:00:00Z"));
  expect(await totals(buyer)).toEqual([3000, 3000, 10_000]);
  await reportCalls(buyer, "2026-12-21T00:00:00Z", 24);
  await world.advanceTo(at("2027-02-05T00:00:00Z"));
  // 24 × ¥2 is too little to be billed, and waits.
  expect(await totals(buyer)).toEqual([3000, 3000, 10_000, 3000]);
  await reportCalls(buyer, "2026-12-21T00:00:00Z", 1);
  await world.advanceTo(at("2027-03-05T00:00:00Z"));
  expect((await totals(buyer)).slice(4)).toEqual([3050]);
  await reportCalls(buyer, "2026-12-21T00:00:00Z", 2);
  await world.advanceTo(at("2027-04-02T00:00:00Z"));
  // 90 days after December is 1 April: what was too small until then is written off.
  expect((await totals(buyer)).slice(4)).toEqual([3050, 3000]);
  expect(await writeOffs(buyer)).toEqual([["2026-12-01", "below_minimum", 4n]]);
  const key = asKey(["ingest"], (await world.asSystem()).now);
  const late = {
    event_id: "late",
    tenant_id: buyer.tenantId,
    event_name: "called",
    metadata: { calls: 100_000 },
  };
  const events = [
    { ...late, event_id: "now", metadata: { calls: 1000 } },
    { ...late, timestamp: "2026-12-21T00:00:00Z" },
  ];
  expect(value(await ingestEvents(key, { events }))).toMatchObject({
    new: 2,
    notBilled: [{ index: 1, month: "2026-12" }],
  });
  await world.advanceTo(at("2027-05-02T00:00:00Z"));
  expect((await totals(buyer)).slice(4)).toEqual([3050, 3000, 3000]);
  expect(await writeOffs(buyer)).toEqual([
    ["2026-12-01", "below_minimum", 4n],
    ["2026-12-01", "after_time", 200_000n],
  ]);
  const manager = asKey(["manage"], (await world.asSystem()).now);
  const wrong = { eventId: "late", reason: "a mistake" };
  const answer = { eventId: "late", changed: true, notBilled: ["2026-12"] };
  expect(value(await voidEvent(manager, buyer.tenantId, wrong))).toEqual(answer);
});

test("after a license has ended a correction has an invoice of its own, on the next first of a month", async () => {
  const buyer = await open();
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.settle();
  await world.advanceTo(at("2027-01-20T00:00:00Z"));
  expect(await totals(buyer)).toEqual([3000]);
  await reportCalls(buyer, "2026-12-31T00:00:00Z", 1200);
  await world.advanceTo(at("2027-01-31T00:00:00Z"));
  expect(await totals(buyer)).toEqual([3000]);
  await world.advanceTo(at("2027-01-31T16:00:00Z"));
  expect(await totals(buyer)).toEqual([3000, 400]);
  await world.advanceTo(at("2027-03-01T16:00:00Z"));
  expect(await totals(buyer)).toEqual([3000, 400]);
});

test("a count that has too many digits is named and left out; all else is billed, and it follows once it is mended", async () => {
  const buyer = await open();
  const wrong = await reportCalls(buyer, "2026-11-30T16:00:00Z", "999999999999999999");
  await reportCalls(buyer, "2026-11-30T16:00:00Z", 1100);
  await world.advanceTo(at("2027-01-01T12:00:00Z"));
  expect(await totals(buyer)).toEqual([3000, 3000]);
  const board = async () => value(await listCloses(await world.asSystem(), {}));
  expect(await board()).toMatchObject({ unpriced: [{ month: "2026-12", meters: ["api_calls"] }] });
  const key = asKey(["manage"], (await world.asSystem()).now);
  value(await voidEvent(key, buyer.tenantId, { eventId: wrong, reason: "a mistake" }));
  await world.advanceTo(at("2027-02-01T12:00:00Z"));
  expect(await totals(buyer)).toEqual([3000, 3000, 3200]);
  expect(await board()).toMatchObject({ unpriced: [] });
});
