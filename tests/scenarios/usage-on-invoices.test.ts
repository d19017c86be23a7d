import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { billedUsage } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { linkStatement } from "@/lib/features/billing/statements/link-statement";
import { readStatements } from "@/lib/features/billing/statements/read-statements";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { recordAuthentications } from "@/lib/features/usage/mau/record-authentications";
import { voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";
import { promisedLineLabel } from "@/lib/i18n/promise/promised-line-text";
import { makeUnit } from "../metering/units";
import { Buyer, value } from "../support/buyer";
import { asKey } from "../support/factories";
import { callsComponent, meteredPlan, reportCalls } from "../support/metered";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * What a tenant uses reaches its invoices: on the renewal's, on one of its own where no period begins, and later as a
 * correction. Tokyo, November 2026 and the months after it. All sums are worked out by hand.
 */
const at = (text: string) => new Date(text);
const both = (text: string) => ({ en: text, ja: text });

let world: World;
afterEach(() => world?.close());

async function openWorld(now: string) {
  world = await createWorld(at(now));
  await makeUnit({ unitName: "api_calls", aggregation: "sum", property: "calls", eventName: "called" });
  const publish = async (key: string, rank: number, definition: PlanDefinition) =>
    await publishPlan(await world.asSystem(), { key, rank, definition });
  await publish("metered", 11, meteredPlan("Metered", { month: "3000", year: "30000" }));
  await publish(
    "large",
    12,
    meteredPlan("Large", { month: "9000", year: "90000" }, callsComponent({ included: "5000" })),
  );
  await publish(
    "on-use",
    13,
    meteredPlan("On use", { month: "0", year: null }, callsComponent({ included: "0" })),
  );
  await world.settle();
}

async function open(now: string) {
  await openWorld(now);
  return Buyer.withCard(world);
}

/** The invoices that carry something, oldest first. */
async function invoices(buyer: Pick<Buyer, "customerId">) {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 20 });
  return data
    .filter(({ lines }) => lines.data.length > 0)
    .map(({ total, status, lines }) => ({
      total,
      status,
      lines: lines.data.map(({ description, amount }) => [description, amount]),
    }))
    .reverse();
}

test("the month's excess stands on the renewal's invoice, with what is included as a line of nothing", async () => {
  const buyer = await open("2026-11-16T12:00:05Z");
  await buyer.change("metered");
  await reportCalls(buyer, "2026-11-16T12:00:00Z", 400);
  await world.advanceTo(at("2026-11-30T12:00:00Z"));
  await world.advanceTo(at("2026-11-30T14:59:59Z"));
  // The last second of November in Tokyo.
  await reportCalls(buyer, "2026-11-30T14:59:59Z", 300);
  await world.advanceTo(at("2026-12-01T12:00:00Z"));
  const [first, renewal] = await invoices(buyer);
  // 3,000 × 15/30
  expect(first).toMatchObject({ total: 1500 });
  // 15 of 30 days are held: 500 calls are included, 200 cost ¥2 each.
  expect(renewal).toEqual({
    total: 3000 + 400,
    status: "paid",
    lines: expect.arrayContaining([
      ["Metered: Base fee (¥3,000), Dec 1 – 31, 2026", 3000],
      ["Metered: API calls – included (1,000 × 15/30 calls), Nov 16 – 30, 2026", 0],
      ["Metered: API calls – excess ((700 − 1,000 × 15/30) calls × ¥2), Nov 16 – 30, 2026", 400],
    ]),
  });
  expect(await buyer.charges()).toEqual([1500, 3400]);
});

test("an upgrade in the month: each plan rates the month for its days", async () => {
  const buyer = await open("2026-11-30T16:00:00Z");
  await buyer.change("metered");
  await world.advanceTo(at("2026-12-20T16:00:00Z"));
  await reportCalls(buyer, "2026-12-05T03:00:00Z", 6000);
  await buyer.change("large");
  await world.advanceTo(at("2027-01-01T12:00:00Z"));
  const renewal = (await invoices(buyer)).at(-1);
  // 20 days Metered: 5,000 × 2 × 20/31 = 6,451.6; 11 days Large: 1,000 × 2 × 11/31 = 709.7
  expect(renewal?.lines).toEqual(
    expect.arrayContaining([
      [
        "Metered: API calls – excess ((6,000 − 1,000) calls × ¥2 × 20/31), Dec 1 – 31, 2026, 20 of 31 days",
        6452,
      ],
      [
        "Large: API calls – excess ((6,000 − 5,000) calls × ¥2 × 11/31), Dec 1 – 31, 2026, 11 of 31 days",
        710,
      ],
      ["Large: Base fee (¥9,000), Jan 1 – 31, 2027", 9000],
    ]),
  );
  expect(renewal).toMatchObject({ total: 9000 + 6452 + 710, status: "paid" });
});

test("a yearly license pays for its usage each month, on an invoice of its own", async () => {
  const buyer = await open("2026-12-09T16:00:00Z");
  await buyer.change("metered", "year");
  await reportCalls(buyer, "2026-12-09T16:00:00Z", 1710);
  await world.advanceTo(at("2027-01-15T00:00:00Z"));
  await reportCalls(buyer, "2027-01-10T03:00:00Z", 1500);
  await world.advanceTo(at("2027-02-15T00:00:00Z"));
  expect((await invoices(buyer)).map(({ total, status }) => [total, status])).toEqual([
    [30000, "paid"],
    // From 10 December, 22 of 31 days: 1,000 × 22/31 = 709.677… are included; 1,000.32… × 2 = 2,000.6
    [2001, "paid"],
    [1000, "paid"],
  ]);
});

test("a license that is only used renews at nothing, without a subscription, and its usage is charged", async () => {
  const buyer = await open("2026-11-30T16:00:00Z");
  await buyer.change("on-use");
  await reportCalls(buyer, "2026-11-30T16:00:00Z", 77);
  await world.advanceTo(at("2027-01-01T03:00:00Z"));
  expect(await invoices(buyer)).toEqual([
    { total: 0, status: "paid", lines: [["On use: Base fee (¥0), Dec 1 – 31, 2026", 0]] },
    {
      total: 154,
      status: "paid",
      lines: expect.arrayContaining([["On use: API calls (77 calls × ¥2), Dec 1 – 31, 2026", 154]]),
    },
  ]);
  expect(await buyer.subscriptions()).toBe(0);
  await world.advanceTo(at("2027-02-01T03:00:00Z"));
  // Nothing used: nothing owed, and no invoice.
  expect(await invoices(buyer)).toHaveLength(2);
});

test("the last month of a license that ends is charged after it, and Free days are not", async () => {
  const buyer = await open("2026-11-30T16:00:00Z");
  await buyer.change("metered");
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.settle();
  await reportCalls(buyer, "2026-11-30T16:00:00Z", 1200);
  await world.advanceTo(at("2027-01-02T00:00:00Z"));
  expect((await buyer.look()).license).toMatchObject({ planKey: "free" });
  await reportCalls(buyer, "2027-01-01T03:00:00Z", 99_000);
  await world.advanceTo(at("2027-02-02T00:00:00Z"));
  expect((await invoices(buyer)).map(({ total, status }) => [total, status])).toEqual([
    [3000, "paid"],
    [400, "paid"],
  ]);
});

test("late events and corrections follow on the next invoice, as the difference, once", async () => {
  const buyer = await open("2026-11-30T16:00:00Z");
  await buyer.change("metered");
  const wrong = await reportCalls(buyer, "2026-11-30T16:00:00Z", 1500);
  await world.advanceTo(at("2027-01-05T00:00:00Z"));
  expect((await invoices(buyer)).at(-1)).toMatchObject({ total: 3000 + 1000 });
  await reportCalls(buyer, "2026-12-31T00:00:00Z", 100);
  await world.advanceTo(at("2027-02-05T00:00:00Z"));
  expect((await invoices(buyer)).at(-1)).toMatchObject({
    total: 3000 + 200,
    lines: expect.arrayContaining([
      ["Correction: Metered: API calls (¥1,200 instead of ¥1,000), Dec 1 – 31, 2026", 200],
    ]),
  });
  const key = asKey(["manage"], (await world.asSystem()).now);
  value(await voidEvent(key, buyer.tenantId, { eventId: wrong, reason: "sent by mistake" }));
  await world.advanceTo(at("2027-03-05T00:00:00Z"));
  // 100 calls are within the allowance: all that was charged for December is given back.
  expect((await invoices(buyer)).at(-1)).toMatchObject({ total: 3000 - 1200 });
  await world.advanceTo(at("2027-04-05T00:00:00Z"));
  expect((await invoices(buyer)).at(-1)).toMatchObject({ total: 3000 });
});

test("the excess of monthly active users is charged, not refused", async () => {
  world = await createWorld(at("2026-11-30T16:00:00Z"));
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  const key = asKey(["manage"], (await world.asSystem()).now);
  for (const half of [0, 520]) {
    const authentications = Array.from({ length: 520 }, (_, index) => ({ userId: `user-${half + index}` }));
    value(await recordAuthentications(key, buyer.tenantId, { authentications }));
  }
  await world.advanceTo(at("2027-01-01T03:00:00Z"));
  // 1,040 users, 1,000 included: 40 × ¥10
  expect((await invoices(buyer)).at(-1)).toMatchObject({ total: 5000 + 400, status: "paid" });
});

describe("under a contract", () => {
  const discount = {
    name: both("Partner"),
    value: { type: "percent" as const, percent: "10" },
    components: null,
    months: null,
  };

  test("what is used is lowered and taxed as agreed, and sent on the next invoice", async () => {
    await openWorld("2026-11-30T16:00:00Z");
    const tax = { key: "added", percent: "10", inclusive: false, displayName: both("Consumption tax") };
    value(await createTaxRate(await world.asSystem(), tax));
    const rep = await Rep.arrive(world);
    await rep.agree("metered", { discount, taxKeys: ["added"] });
    await reportCalls(rep, "2026-11-30T16:00:00Z", 1500);
    await world.advanceTo(at("2027-01-01T03:00:00Z"));
    expect((await invoices(rep)).map(({ total, status }) => [total, status])).toEqual([
      // 3,000 − 300, and 10 % tax
      [2970, "open"],
      // 3,000 − 300 for January, 1,000 − 100 for December, and 10 % tax
      [3960, "open"],
    ]);
  });

  test("the last month is sent after the contract's end", async () => {
    await openWorld("2026-11-30T16:00:00Z");
    const rep = await Rep.arrive(world);
    await rep.agree("metered", { endsAt: "2026-12-31T15:00:00.000Z", atEnd: "free", discount });
    await reportCalls(rep, "2026-11-30T16:00:00Z", 1500);
    await world.advanceTo(at("2027-01-01T03:00:00Z"));
    expect((await invoices(rep)).map(({ total, status }) => [total, status])).toEqual([
      [2700, "open"],
      [900, "open"],
    ]);
  });

  test("what people invoice in Stripe's dashboard gets no invoice from Choba, but a statement", async () => {
    await openWorld("2026-11-30T16:00:00Z");
    const rep = await Rep.arrive(world);
    await rep.agree("metered", { invoicing: { by: "stripe_dashboard" } });
    await reportCalls(rep, "2026-11-30T16:00:00Z", 1500);
    await world.advanceTo(at("2027-02-01T03:00:00Z"));
    expect(await invoices(rep)).toEqual([]);
    const own = eq(billedUsage.tenantId, rep.tenantId);
    const stated = await inTenant(rep.tenantId, (tx) => tx.select().from(billedUsage).where(own));
    expect(stated.map(({ chargeId, line }) => [chargeId, line.kind, line.amountMinor])).toEqual([
      [null, "included", 0n],
      [null, "usage", 1000n],
    ]);
    await carriedByHand(rep);
  });

  /** People write its lines on an invoice, one with another amount; then they void that and write it as stated. */
  async function carriedByHand(rep: Rep) {
    const ctx = await rep.ctx();
    const [stated] = value(await readStatements(ctx, rep.tenantId, {})).statements;
    if (!stated) throw new Error("December was stated");
    const customer = await rep.customerId();
    const write = async (amount: number) => {
      const { id } = await world.stripe.invoices.create({
        customer,
        collection_method: "send_invoice",
        days_until_due: 30,
        pending_invoice_items_behavior: "exclude",
      });
      const excess = stated.lines.find(({ line }) => line.amountMinor === "1000");
      if (!excess) throw new Error("an excess was stated");
      for (const [text, minor] of [
        [promisedLineLabel(excess.line, "JPY", "ja"), amount],
        ["Base fee", 3000],
      ] as const)
        await world.stripe.invoiceItems.create({
          customer,
          invoice: id,
          amount: minor,
          currency: "jpy",
          description: text,
        });
      await world.stripe.invoices.finalizeInvoice(id);
      await world.settle();
      return id;
    };
    const link = async (stripeInvoiceId: string) =>
      linkStatement(ctx, rep.tenantId, { monthFrom: "2026-12-01", currency: "JPY", stripeInvoiceId });
    const look = async () => value(await readStatements(ctx, rep.tenantId, {})).statements[0];

    const wrong = await write(900);
    expect(value(await link(wrong))).toEqual({ matched: 1, open: 1 });
    expect(value(await link(wrong))).toEqual({ matched: 0, open: 1 });
    expect(await look()).toMatchObject({
      totalMinor: "1000",
      invoicedMinor: "900",
      differenceMinor: "-100",
      lines: [{ invoiced: null }, { invoiced: { amountMinor: "900" } }],
      invoices: [{ id: wrong }],
    });
    await world.stripe.invoices.voidInvoice(wrong);
    await world.settle();
    expect(await look()).toMatchObject({ invoicedMinor: "0", invoices: [] });
    expect(await link(wrong)).toMatchObject({ refusal: { fields: [{ rule: "not_final" }] } });
    const right = await write(1000);
    value(await link(right));
    expect(await look()).toMatchObject({
      invoicedMinor: "1000",
      differenceMinor: "0",
      invoices: [{ id: right }],
    });
    const seen = value(await readStatements(ctx, rep.tenantId, {}));
    expect(seen.linkable.map(({ id }) => id)).toEqual([right]);
  }
});
