import { afterEach, beforeEach, expect, test } from "vitest";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { explainCharge } from "@/lib/features/console/troubleshooting/explain-charge";
import { explainEvent } from "@/lib/features/console/troubleshooting/explain-event";
import { voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { makeUnit } from "../metering/units";
import { Buyer, value } from "../support/buyer";
import { asKey } from "../support/factories";
import { meteredPlan, reportCalls } from "../support/metered";
import { createWorld, type World } from "../support/world";

/*
 * Support follows an event, or a charge, and is told where it stands or where it stopped, and why. Tokyo, November 2026;
 * 1,000 calls a month are included, of which 500 for half of November.
 */
let world: World;
let buyer: Buyer;
beforeEach(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
  await makeUnit({ unitName: "api_calls", aggregation: "sum", property: "calls", eventName: "called" });
  const plan = {
    key: "metered",
    rank: 11,
    definition: meteredPlan("Metered", { month: "3000", year: null }),
  };
  await publishPlan(await world.asSystem(), plan);
  await world.settle();
  buyer = await Buyer.withCard(world);
});
afterEach(() => world?.close());

async function explain(eventId: string, tenant: string = buyer.tenantId) {
  const { stop, event, billing, ...rest } = value(
    await explainEvent(await world.asSystem(), { tenant, eventId }),
  );
  const [unit] = billing;
  return { ...rest, stop, event, unit: unit?.billing ?? null, effects: event?.effects ?? [] };
}

async function send(event_id: string, more: Record<string, unknown>) {
  const { now } = await world.asSystem();
  const event = {
    event_id,
    tenant_id: buyer.tenantId,
    event_name: "called",
    metadata: { calls: 1 },
    ...more,
  };
  value(await ingestEvents(asKey(["manage"], now), { events: [event] }));
}

test("an event that costs something is followed to its line; one that does not, to where it stopped", async () => {
  const before = await reportCalls(buyer, "2026-11-15T12:00:00Z", 50);
  expect((await explain(before)).unit).toMatchObject({ stop: "not_paid_day" });
  await buyer.change("metered");
  const few = await reportCalls(buyer, "2026-11-16T12:00:00Z", 400);
  expect(await explain(few)).toMatchObject({
    stop: null,
    event: { effective: { day: "2026-11-16" } },
    unit: {
      stop: "month_open",
      monthCount: "400",
      prices: [{ version: 1, used: "400", allowance: "500", beyond: "0", amountMinor: "0" }],
      billedBy: [],
    },
  });
  const many = await reportCalls(buyer, "2026-11-16T12:00:01Z", 300);
  await world.advanceTo(new Date("2026-12-01T12:00:00Z"));
  const { unit } = await explain(many);
  expect(unit).toMatchObject({
    stop: null,
    prices: [{ used: "700", beyond: "200", amountMinor: "400" }],
    billedBy: [{ line: { amountMinor: "0" } }, { line: { amountMinor: "400" } }],
  });
  const invoice = unit?.billedBy[1]?.invoice;
  expect(invoice?.number).toEqual(expect.any(String));

  // The same charge, by the invoice's number: what was promised, and that it was paid as promised.
  const charge = value(await explainCharge(await world.asSystem(), { charge: invoice?.number ?? "" }));
  expect(charge).toMatchObject({
    promise: { dueNowMinor: "3400", reason: null },
    entries: [{ promisedMinor: "3400", paidMinor: "3400", causes: [] }],
  });

  // A late event of November follows as a correction.
  const late = await reportCalls(buyer, "2026-11-20T12:00:00Z", 10);
  expect(await explain(late)).toMatchObject({ isOfOtherMonth: true, unit: { stop: "to_come" } });
});

test("where an event stopped before it was counted, and why", async () => {
  await buyer.change("metered");
  await send("misnamed", { event_name: "caled" });
  expect((await explain("misnamed")).stop).toBe("unknown_name");
  await send("misspelt", { metadata: { call: 1 } });
  expect(await explain("misspelt")).toMatchObject({
    stop: "counts_nowhere",
    effects: [{ counted: false, why: "no_property", property: "calls" }],
  });
  await send("void", {});
  await voidEvent(await world.asSystem(), buyer.tenantId, { eventId: "void", reason: "sent twice" });
  expect((await explain("void")).stop).toBe("void");
  expect((await explain("never")).stop).toBe("not_received");
  expect((await explain("never", "nobody")).stop).toBe("unknown_tenant");
  const other = await Buyer.withCard(world);
  expect(await explain("void", other.tenantId)).toMatchObject({
    stop: "other_tenant",
    owners: [{ name: expect.stringContaining("buyer") }],
  });
});

test("a change that costs more than was thought: what was shown, confirmed and charged is one thing", async () => {
  await buyer.change("metered");
  const [invoice] = (await world.stripe.invoices.list({ customer: await buyer.customerId() })).data;
  expect(value(await explainCharge(await world.asSystem(), { charge: invoice?.id ?? "" }))).toMatchObject({
    order: { kind: "purchase", state: "done", mode: "prorated", digest: expect.any(String) },
    promise: { dueNowMinor: "1500", lines: [{ part: { days: 15, of: 30 }, amountMinor: "1500" }] },
    entries: [{ kind: "order", paidMinor: "1500" }],
  });
  // Less waits for the next period, and what was shown of it is kept beside what was charged then.
  await publishPlan(await world.asSystem(), {
    key: "small",
    rank: 10,
    definition: meteredPlan("Small", { month: "1000", year: null }),
  });
  await world.settle();
  await buyer.change("small");
  await world.advanceTo(new Date("2026-12-01T12:00:00Z"));
  const [renewal] = (await world.stripe.invoices.list({ customer: await buyer.customerId() })).data;
  expect(value(await explainCharge(await world.asSystem(), { charge: renewal?.id ?? "" }))).toMatchObject({
    reserved: { totalMinor: "1000" },
    promise: { dueNowMinor: "1000" },
  });
  expect(await explainCharge(await world.asSystem(), { charge: "nothing" })).toMatchObject({
    ok: false,
    refusal: { code: "not_found" },
  });
});
