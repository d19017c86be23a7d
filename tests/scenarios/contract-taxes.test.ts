import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLog } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { Discount } from "@/lib/domain/pricing/terms";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { listTaxRates } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { updateTaxRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";
import { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { keepContract } from "@/lib/features/license/contracts/course/keep-contract";
import type { ContractTermsInput } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * Contracts with a discount and tax that Choba invoices: Stripe's invoice is the previewed one, to the yen.
 */

const at = (text: string) => new Date(text);
let world: World;
beforeAll(async () => {
  world = await createWorld(at("2026-09-10T03:00:00Z"));
  for (const [key, inclusive] of [
    ["added", false],
    ["contained", true],
  ] as const) {
    const displayName = { en: "Consumption tax", ja: "消費税" };
    value(await createTaxRate(await world.asSystem(), { key, percent: "10", inclusive, displayName }));
  }
});
afterAll(() => world?.close());

const off = (value: Discount["value"], months: number | null = null) => ({
  name: { en: "Discount", ja: "割引" },
  value,
  components: null,
  months,
});
const percent = (text: string, months: number | null = null) =>
  off({ type: "percent", percent: text }, months);
const yen = (amountMinor: string, months: number | null = null) =>
  off({ type: "amount", amountMinor, currency: "JPY" }, months);

type Asked = { total: number; tax: number };

/** The total of every invoice of the tenant's customer, oldest first. */
async function asked(rep: Rep): Promise<Asked[]> {
  const { data } = await world.stripe.invoices.list({ customer: await rep.customerId(), limit: 100 });
  return data
    .map(({ total, total_taxes }) => ({
      total,
      tax: (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
    }))
    .reverse();
}

/** Agrees what was previewed; returns the total of the first invoice that the preview showed. */
async function agree(rep: Rep, plan: string, more: Partial<ContractTermsInput>): Promise<Asked> {
  const preview = value(
    await previewContract(await rep.ctx(), rep.tenantId, await rep.terms(plan, more)),
  ).firstInvoice;
  await rep.agree(plan, more);
  const tax = preview?.taxes.reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0) ?? 0;
  return { total: Number(preview?.totalMinor), tax };
}

describe("10 % off for four months and 10 % of tax on top, from a start in the past", () => {
  let rep: Rep;

  test("the first invoice is the previewed one", async () => {
    rep = await Rep.arrive(world);
    const terms = { startsAt: "2026-07-16T12:00:00Z", discount: percent("10", 4), taxKeys: ["added"] };
    const previewed = await agree(rep, "business", terms);
    // 12,000 + 12,000 + 15 of 30 days, 30,000; less 3,000; and 2,700 of tax.
    expect(previewed).toEqual({ total: 29_700, tax: 2_700 });
    expect(await asked(rep)).toEqual([previewed]);
  });

  test("the discount is on the months that begin within the four, and no longer; the tax stays", async () => {
    await world.advanceTo(at("2026-12-16T12:00:00Z"));
    // Neither that it was put on nor that it is over is somebody's act in Stripe's dashboard.
    const acts = await inTenant(rep.tenantId, (tx) => tx.select({ action: auditLog.action }).from(auditLog));
    expect(acts.filter(({ action }) => action.startsWith("at_stripe."))).toEqual([]);
    // October and November: 10,800 and 1,080. The four months are over on 16 November.
    expect(await asked(rep)).toEqual([
      { total: 29_700, tax: 2_700 },
      { total: 11_880, tax: 1_080 },
      { total: 11_880, tax: 1_080 },
      { total: 13_200, tax: 1_200 },
    ]);
  });

  test("ended in December, the unused days are credited with their tax, and without the discount that they did not have", async () => {
    value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They close down" }));
    await world.advanceTo(at("2026-12-16T12:00:10Z"));
    // 16 of 31 days of 12,000 are 6,194 (6,193.5), and 619 (619.4) of tax.
    expect((await asked(rep)).at(-1)).toEqual({ total: -6_813, tax: -619 });
  });
});

describe("an amount off, then a change in the middle of the month", () => {
  const january = "2027-01-01T12:00:00Z";
  let rep: Rep;

  test("a whole month is the plan less the amount, with its tax", async () => {
    await world.advanceTo(at("2027-01-01T12:00:10Z"));
    rep = await Rep.arrive(world);
    const terms = { startsAt: january, discount: yen("1000"), taxKeys: ["added"] };
    const previewed = await agree(rep, "business", terms);
    expect(previewed).toEqual({ total: 12_100, tax: 1_100 });
    expect(await asked(rep)).toEqual([previewed]);
  });

  test("the successor's first invoice gives back what was billed, less its discount, and taxes the rest", async () => {
    await world.advanceTo(at("2027-01-17T00:00:10Z"));
    const terms = { startsAt: "2027-01-17T00:00:00Z", discount: percent("20"), taxKeys: ["added"] };
    const previewed = await agree(rep, "enterprise", terms);
    // To 1 February 12:00 there are 15.5 of 31 days: 24,000 less 4,800. Credited: 11,000 / 2. The tax on
    // 13,700 is 1,370.
    expect(previewed).toEqual({ total: 15_070, tax: 1_370 });
    expect((await asked(rep)).at(-1)).toEqual(previewed);
  });

  test("a change in a future period: the period is billed until then, and nothing is credited", async () => {
    const terms = { startsAt: "2027-02-15T12:00:00Z", discount: yen("1400"), taxKeys: ["added"] };
    const previewed = await agree(rep, "business", terms);
    // 14 days of February, of 28 from 15 February on: 6,000, less 14/28 of 1,400; and 530 of tax.
    expect(previewed).toEqual({ total: 5_830, tax: 530 });
    await world.advanceTo(at("2027-02-15T12:05:00Z"));
    await keepContract(await world.asSystem(), rep.tenantId);
    await world.settle();
    // February up to the 15th is 14 of 28 days: 24,000 less 20 %, and 1,920 of tax.
    expect((await asked(rep)).slice(-2)).toEqual([{ total: 21_120, tax: 1_920 }, previewed]);
  });
});

describe("tax that the prices contain, and an amount off for one month", () => {
  let rep: Rep;

  test("is in the total, on the month that has the discount and on the next one", async () => {
    await world.advanceTo(at("2027-03-01T12:00:10Z"));
    rep = await Rep.arrive(world);
    const terms = { startsAt: "2027-03-01T12:00:00Z", discount: yen("1000", 1), taxKeys: ["contained"] };
    const previewed = await agree(rep, "business", terms);
    expect(previewed).toEqual({ total: 11_000, tax: 1_000 });
    await world.advanceTo(at("2027-04-01T13:30:00Z"));
    // 12,000 × 10/110 is 1,090.9.
    expect(await asked(rep)).toEqual([previewed, { total: 12_000, tax: 1_091 }]);
  });

  test("comes back with what is given back", async () => {
    await world.advanceTo(at("2027-04-16T12:00:00Z"));
    value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They merged with another customer" }));
    await world.advanceTo(at("2027-04-16T12:00:10Z"));
    // 15 of 30 days: 6,000, of which 545 (545.5) of tax.
    expect((await asked(rep)).at(-1)).toEqual({ total: -6_000, tax: -545 });
  });
});

test("a year in advance costs its price less discount and with tax", async () => {
  const rep = await Rep.arrive(world);
  const more = { interval: "year" as const, discount: percent("12.5"), taxKeys: ["added"] };
  const terms = await rep.terms("business", more);
  const preview = value(await previewContract(await rep.ctx(), rep.tenantId, terms));
  const previewed = await agree(rep, "business", more);
  expect(preview.invoicedMinor).toBe(String(previewed.total));
  expect(await asked(rep)).toEqual([previewed]);
});

test("a creation that Stripe did not respond to makes no second coupon, and each tax rate exists once", async () => {
  const rep = await Rep.arrive(world);
  const taxRates = async () =>
    (await world.stripe.taxRates.list({ limit: 100 })).data.map(({ metadata }) => metadata?.choba_tax_rate);
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: null,
    delayMs: 0,
  });
  value(await rep.set("starter", { discount: percent("10"), taxKeys: ["added"] }));
  const coupons = async () => (await world.stripe.coupons.list({ limit: 100 })).data.length;
  const made = await coupons();
  const now = (await world.asSystem()).now.getTime();
  await world.jumpTo(new Date(now + 25 * 3_600_000));
  await world.forgetKeys();
  world.sandbox.failures.clear();
  await world.settle();
  expect(await coupons()).toBe(made);
  expect((await taxRates()).length).toBe(new Set(await taxRates()).size);
  const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ discounts: [expect.any(String)], default_tax_rates: [{ percentage: 10 }] });
});

test("a tax rate that is renamed is renamed at Stripe, by an outbox message; an outage of Stripe only delays it", async () => {
  const [rate] = value(await listTaxRates(await world.asSystem(), {})).filter(({ key }) => key === "added");
  if (!rate) throw new Error("the rate is there");
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/tax_rates" },
    times: 2,
    delayMs: 0,
  });
  const words = { displayName: { en: "JCT", ja: "消費税" }, country: "JP", jurisdiction: "Japan" };
  value(await updateTaxRate(await world.asSystem(), { id: rate.id, ...words }));
  world.sandbox.failures.clear();
  await world.settle();
  const { data } = await world.stripe.taxRates.list({ limit: 100 });
  const renamed = data.filter(({ metadata }) => metadata?.choba_tax_rate === rate.id);
  // A Japanese rate is read in Japanese.
  expect(renamed).toMatchObject([{ display_name: "消費税", jurisdiction: "Japan" }]);
});
