import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLog } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { Discount } from "@/lib/domain/pricing/terms";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { listTaxRates } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { updateTaxRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";
import { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import { applyDueContractSteps } from "@/lib/features/license/contracts/course/apply-due-contract-steps";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import type { ContractTermsInput } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * Contracts with a discount and tax that Choba invoices: the invoice is the previewed one, to the yen. All days are days
 * in Tokyo, which begin at 15:00 UTC.
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

/** Total and tax of every credit note, newest first; both are what they take off. */
async function credited(rep: Rep): Promise<Asked[]> {
  const { data } = await world.stripe.creditNotes.list({ customer: await rep.customerId(), limit: 100 });
  return data.map(({ total, total_taxes }) => ({
    total,
    tax: (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
  }));
}

/** Pays everything that is open, by bank transfer. */
async function payAll(rep: Rep): Promise<void> {
  const { data } = await world.stripe.invoices.list({ customer: await rep.customerId(), status: "open" });
  for (const { id } of data) await world.stripe.invoices.pay(id ?? "", { paid_out_of_band: true });
  await world.settle();
}

/** Agrees what was previewed; returns the total of the first invoice that the preview showed. */
async function agree(rep: Rep, plan: string, more: Partial<ContractTermsInput>): Promise<Asked> {
  const preview = value(await previewContract(await rep.ctx(), rep.tenantId, await rep.terms(plan, more)))
    .firstInvoice?.promise;
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
    // 16 of 31 days of July, 6,194 (6,193.5), and 12,000 twice: 30,194. Less 10 %, each month by itself: 619 + 1,200 +
    // 1,200 = 3,019. 10 % of 27,175 is 2,718 (2,717.5).
    expect(previewed).toEqual({ total: 29_893, tax: 2_718 });
    expect(await asked(rep)).toEqual([previewed]);
  });

  test("the discount is on four months, of which the part of July is the first; the tax stays", async () => {
    await world.advanceTo(at("2026-12-16T12:00:00Z"));
    // Neither that it was put on nor that it is over is somebody's act in Stripe's dashboard.
    const acts = await inTenant(rep.tenantId, (tx) => tx.select({ action: auditLog.action }).from(auditLog));
    expect(acts.filter(({ action }) => action.startsWith("at_stripe."))).toEqual([]);
    // October is the fourth: 10,800 and 1,080. Then 12,000 and 1,200.
    expect(await asked(rep)).toEqual([
      { total: 29_893, tax: 2_718 },
      { total: 11_880, tax: 1_080 },
      { total: 13_200, tax: 1_200 },
      { total: 13_200, tax: 1_200 },
    ]);
  });

  test("ended in December, the unused days are credited with their tax, and without the discount that they did not have", async () => {
    value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They close down" }));
    await world.settle();
    // 16 of 31 days of 12,000 are 6,194 (6,193.5), and 619 (619.4) of tax: a credit note, since December is not paid yet.
    expect(await asked(rep)).toHaveLength(4);
    expect(await credited(rep)).toEqual([{ total: 6_813, tax: 619 }]);
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
    await payAll(rep);
  });

  test("the successor's first invoice gives back what was billed, less its discount, and taxes the rest", async () => {
    await world.advanceTo(at("2027-01-17T00:00:10Z"));
    const terms = { startsAt: "2027-01-17T00:00:00Z", discount: percent("20"), taxKeys: ["added"] };
    const previewed = await agree(rep, "enterprise", terms);
    // 17 to 31 January is 15 of 31 days: 48,000 × 15/31 = 23,226 (23,225.8), less 20 %, 4,645. Given back: 11,000 × 15/31 =
    // 5,323 (5,322.6). 23,226 − 4,645 − 5,323 = 13,258, and 1,326 of tax.
    expect(previewed).toEqual({ total: 14_584, tax: 1_326 });
    expect((await asked(rep)).at(-1)).toEqual(previewed);
  });

  test("a change in a future period: the period is billed until then, and nothing is credited", async () => {
    const terms = { startsAt: "2027-02-15T12:00:00Z", discount: yen("1400"), taxKeys: ["added"] };
    const previewed = await agree(rep, "business", terms);
    // 15 to 28 February is 14 of 28 days: 6,000. An amount off is taken once a month: less 1,400; and 460 of tax.
    expect(previewed).toEqual({ total: 5_060, tax: 460 });
    await world.advanceTo(at("2027-02-15T12:05:00Z"));
    await applyDueContractSteps(await world.asSystem(), rep.tenantId);
    await world.settle();
    // February up to the 14th is 14 of 28 days: 24,000 less 20 %, and 1,920 of tax.
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
    await payAll(rep);
    value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They merged with another customer" }));
    await world.settle();
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

test("a subscription that Stripe did not answer to is made once, and each tax rate exists once", async () => {
  const rep = await Rep.arrive(world);
  const taxRates = async () =>
    (await world.stripe.taxRates.list({ limit: 100 })).data.flatMap(
      ({ metadata }) => metadata?.choba_tax_rate ?? [],
    );
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: null,
    delayMs: 0,
  });
  value(await rep.set("starter", { discount: percent("10"), taxKeys: ["added"] }));
  const now = (await world.asSystem()).now.getTime();
  await world.jumpTo(new Date(now + 25 * 3_600_000));
  await world.forgetKeys();
  world.sandbox.failures.clear();
  await world.settle();
  expect((await taxRates()).length).toBe(new Set(await taxRates()).size);
  const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
  expect(data).toHaveLength(1);
  // The discount is a line of each invoice; the rates are for a draft that Stripe finalises without Choba.
  expect(data[0]).toMatchObject({ discounts: [], default_tax_rates: [{ percentage: 10 }] });
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
