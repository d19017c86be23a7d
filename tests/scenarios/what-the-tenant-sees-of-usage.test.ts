import { afterEach, expect, test } from "vitest";
import { readUpcomingInvoices } from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { usageOverview } from "@/lib/features/billing/usage/usage-overview";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { makeUnit } from "../metering/units";
import { Buyer, value } from "../support/buyer";
import { callsComponent, meteredPlan, reportCalls } from "../support/metered";
import { chargeFrom, saysCountry } from "../support/tax";
import { createWorld, type World } from "../support/world";

/*
 * The usage page, the upcoming invoice and the invoice say one number. Compared on the last second of the month, with
 * what was then really invoiced.
 */
const at = (text: string) => new Date(text);

let world: World;
afterEach(() => world?.close());

async function open(now: string): Promise<void> {
  world = await createWorld(at(now));
  await makeUnit({ unitName: "api_calls", aggregation: "sum", property: "calls", eventName: "called" });
  const publish = async (key: string, rank: number, definition: ReturnType<typeof meteredPlan>) =>
    await publishPlan(await world.asSystem(), { key, rank, definition });
  await publish("metered", 11, meteredPlan("Metered", { month: "3000", year: "30000" }));
  const more = callsComponent({ included: "5000" });
  await publish("large", 12, meteredPlan("Large", { month: "9000", year: "90000" }, more));
  await world.settle();
}

const page = async (buyer: Buyer, month?: string) =>
  value(await usageOverview(await buyer.ctx(), buyer.tenantId, month ? { month } : {}));
const upcoming = async (buyer: Buyer) =>
  value(await readUpcomingInvoices(await buyer.ctx(), buyer.tenantId, {}));

/** The newest invoice with lines. */
async function newestInvoice(buyer: Buyer) {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 5 });
  const invoice = data.find(({ lines }) => lines.data.length > 0);
  if (!invoice) throw new Error("something was invoiced");
  const lines = invoice.lines.data.map(({ amount }) => amount);
  const ofUsage = invoice.lines.data.filter(({ description }) => description?.includes("API calls"));
  const usage = ofUsage.reduce((sum, { amount }) => sum + amount, 0);
  return { status: invoice.status, total: invoice.total, due: invoice.amount_due, lines, usage };
}

const sorted = (amounts: number[]) => amounts.toSorted((a, b) => a - b);

test("in three zones, page and upcoming invoice say on the month's last second what is then invoiced", async () => {
  await open("2026-11-05T12:00:00Z");
  const zones = [
    ["Pacific/Kiritimati", "2026-11-30T09:59:59Z"],
    ["Asia/Tokyo", "2026-11-30T14:59:59Z"],
    ["America/Los_Angeles", "2026-12-01T07:59:59Z"],
  ] as const;
  const buyers: Buyer[] = [];
  await chargeFrom(world, "2019-10-01", { percent: "10" });
  for (const [zone] of zones) {
    const buyer = await Buyer.withCard(world, "pm_card_visa", zone);
    if (zone === "Asia/Tokyo") await saysCountry(buyer, "JP");
    await buyer.change("metered");
    await reportCalls(buyer, "2026-11-05T12:00:00Z", 2345);
    buyers.push(buyer);
  }
  await world.advanceTo(at("2026-11-20T12:00:00Z"));
  for (const buyer of buyers) await buyer.change("large");
  for (const buyer of buyers) await reportCalls(buyer, "2026-11-20T12:00:00Z", 4321);
  // In Japan there is a tax, and money on the account lowers what is charged.
  const [, tokyo] = buyers;
  if (!tokyo) throw new Error("three bought");
  await world.stripe.customers.createBalanceTransaction(await tokyo.customerId(), {
    amount: -700,
    currency: "jpy",
  });
  await world.settle();
  const seen = [];
  for (const [index, [, lastSecond]] of zones.entries()) {
    const buyer = buyers[index] ?? tokyo;
    await world.advanceTo(at(lastSecond));
    const [cost] = (await page(buyer)).costs;
    const { invoices, card } = await upcoming(buyer);
    expect(invoices).toHaveLength(1);
    expect(card).toEqual({ brand: "visa", last4: "4242" });
    seen.push({ buyer, cost, invoice: invoices[0] });
  }
  await world.advanceTo(at("2026-12-02T12:00:00Z"));
  for (const { buyer, cost, invoice } of seen) {
    const made = await newestInvoice(buyer);
    expect(made.usage).toBeGreaterThan(0);
    expect(made.usage).toBe(Number(cost?.amountMinor));
    expect(sorted(made.lines)).toEqual(
      sorted(invoice?.promise.lines.map(({ amountMinor }) => Number(amountMinor)) ?? []),
    );
    expect([made.total, made.due]).toEqual([
      Number(invoice?.promise.totalMinor),
      Number(invoice?.promise.dueNowMinor),
    ]);
    expect(made.status).toBe("paid");
    const november = await page(buyer, "2026-11");
    expect(november.costs).toEqual([
      {
        currency: "JPY",
        amountMinor: String(made.usage),
        projectedMinor: null,
        billed: { amountMinor: String(made.usage), toCome: [] },
      },
    ]);
  }
});

test("of a yearly license, the next month's usage comes first and its renewal after it", async () => {
  await open("2026-12-09T16:00:00Z");
  const buyer = await Buyer.withCard(world);
  await buyer.change("metered", "year");
  await reportCalls(buyer, "2026-12-09T16:00:00Z", 1710);
  await world.advanceTo(at("2026-12-31T14:59:59Z"));
  const { invoices } = await upcoming(buyer);
  expect(invoices.map(({ kind, dueAt, promise }) => [kind, dueAt, promise.totalMinor])).toEqual([
    ["usage", "2026-12-31T15:00:00.000Z", "2001"],
    ["period", "2027-12-09T15:00:00.000Z", "30000"],
  ]);
  await world.advanceTo(at("2027-01-02T00:00:00Z"));
  expect(await newestInvoice(buyer)).toMatchObject({ total: 2001, status: "paid" });
});

test("a license that ends is taken to be held to its end; late events are told as a correction to come", async () => {
  await open("2026-11-30T16:00:00Z");
  const buyer = await Buyer.withCard(world);
  await buyer.change("metered");
  await reportCalls(buyer, "2026-11-30T16:00:00Z", 1500);
  await world.advanceTo(at("2027-01-05T00:00:00Z"));
  await reportCalls(buyer, "2026-12-31T00:00:00Z", 100);
  const december = await page(buyer, "2026-12");
  expect(december.costs).toMatchObject([
    { amountMinor: "1200", billed: { amountMinor: "1000", toCome: [{ amountMinor: "200" }] } },
  ]);
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.settle();
  const before = await upcoming(buyer);
  expect(before).toMatchObject({
    endsAt: "2027-01-31T15:00:00.000Z",
    invoices: [{ kind: "late", promise: { totalMinor: "200" } }],
  });
  await world.advanceTo(at("2027-02-02T00:00:00Z"));
  expect(await newestInvoice(buyer)).toMatchObject({ total: 200 });
  expect((await upcoming(buyer)).invoices).toEqual([]);
  expect((await page(buyer, "2026-12")).costs).toMatchObject([
    { billed: { amountMinor: "1200", toCome: [] } },
  ]);
});
