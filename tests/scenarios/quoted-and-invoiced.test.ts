import { afterAll, beforeAll, expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { written } from "@/lib/domain/contract/negotiable-fields";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { acceptQuoteOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import type { DraftInput } from "@/lib/features/console/quotes/record/quote-input";
import { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { applyDueContractSteps } from "@/lib/features/license/contracts/course/apply-due-contract-steps";
import { formatMoney } from "@/lib/i18n/format";
import { quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * One number: on the quote and its document, in the preview of the contract, on the license card, on Stripe's
 * invoice.
 */

const at = (text: string) => new Date(text);
const text = (en: string) => ({ en, ja: en });

const team = (currency: string): PlanDefinition => ({
  ...blankPlan(currency),
  name: text("Team"),
  components: [
    { ...blank.base(), name: text("Base"), amountMinor: { month: "9999", year: "99999" } },
    { ...blank.seats(), name: text("Seats"), unitAmountMinor: { month: "333.3", year: "3333.3" } },
  ],
});

let world: World;
beforeAll(async () => {
  world = await createWorld(at("2026-11-20T03:00:00Z"));
  const ctx = await world.asSystem();
  for (const [key, percent, inclusive] of [
    ["jp10", "10", false],
    ["jp8", "8", true],
    ["state", "6.25", false],
    ["city", "2.375", false],
  ] as const)
    value(await createTaxRate(ctx, { key, percent, inclusive, displayName: text(key) }));
  for (const [index, currency] of ["JPY", "USD", "KWD"].entries())
    await publishPlan(ctx, {
      key: `team-${currency.toLowerCase()}`,
      rank: 20 + index,
      definition: team(currency),
    });
});
afterAll(() => world?.close());

const offer = (currency: string, more: Partial<DraftInput>): DraftInput => ({
  subject: "Team",
  language: "en",
  planKey: `team-${currency.toLowerCase()}`,
  planVersion: 1,
  interval: "year",
  quantities: { seats: 7 },
  startsOn: "2026-12-01",
  endsOn: "2027-11-30",
  atEnd: "free",
  invoicedBy: "choba",
  dueDays: 30,
  validUntil: "2026-12-20",
  terms: "",
  ...more,
});
const discount = { name: text("Discount") };
const percent = (off: string) => ({ ...discount, value: { type: "percent" as const, percent: off } });
const amount = (amountMinor: string) => ({ ...discount, value: { type: "amount" as const, amountMinor } });

/**
 * Sends the quote and turns it into the contract. Returns the quote's amount after checking that every place
 * shows it.
 */
async function sell(rep: Rep, draft: DraftInput): Promise<number> {
  const ctx = await rep.ctx();
  const { quoteId } = value(
    await sendQuote(ctx, rep.tenantId, value(await saveQuoteDraft(ctx, rep.tenantId, draft))),
  );
  const { document } = value(await readQuote(ctx, rep.tenantId, { quoteId }));
  const { yearly, monthly } = document.estimate;
  const { totalMinor } = yearly ?? monthly;
  expect(quoteTextOf(document).amount.value).toBe(formatMoney(totalMinor, document.currency, "en"));
  value(await acceptQuoteOnPaper(ctx, rep.tenantId, { quoteId, note: "Signed" }));
  const { scheduled, running } = value(await readContracts(ctx, rep.tenantId, {}));
  expect((running ?? scheduled)?.invoicedMinor).toBe(totalMinor);
  return Number(totalMinor);
}

const invoices = async (rep: Rep) =>
  (await world.stripe.invoices.list({ customer: await rep.customerId(), limit: 100 })).data
    .map(({ total }) => total)
    .reverse();

const sold: { rep: Rep; total: number }[] = [];

test.each<[string, string, Partial<DraftInput>]>([
  ["yen, a percentage off, tax on top", "JPY", { discount: percent("12.5"), taxKeys: ["jp10"] }],
  ["yen, an amount off, tax contained", "JPY", { discount: amount("1001"), taxKeys: ["jp8"] }],
  ["dollars, two taxes on top", "USD", { discount: percent("7.25"), taxKeys: ["state", "city"] }],
  ["three decimals, an amount off, tax on top", "KWD", { discount: amount("1005"), taxKeys: ["jp10"] }],
  ["three decimals, a percentage off, tax contained", "KWD", { discount: percent("3.33"), taxKeys: ["jp8"] }],
])("a year in %s", async (_, currency, more) => {
  const rep = await Rep.arrive(world, { currency });
  const published = (await rep.version(`team-${currency.toLowerCase()}`)).definition;
  const definition = written(published, { "components.0.amountMinor.year": "77777" });
  const override = { definition, reason: "Three years" };
  sold.push({ rep, total: await sell(rep, offer(currency, { ...more, override })) });
});

test("each year is invoiced as it was quoted", async () => {
  await world.advanceTo(at("2026-11-30T15:10:00Z"));
  for (const { rep } of sold) await applyDueContractSteps(await world.asSystem(), rep.tenantId);
  expect(sold).toHaveLength(5);
  for (const { rep, total } of sold) expect(await invoices(rep)).toEqual([total]);
});

test("month by month: each month as quoted, the discount for two of them", async () => {
  const rep = await Rep.arrive(world);
  const terms = { interval: "month" as const, discount: { ...amount("1000"), months: 2 }, taxKeys: ["jp8"] };
  const total = await sell(rep, offer("JPY", terms));
  await world.advanceTo(at("2027-04-01T14:00:00Z"));
  expect(total).toBe(11_332);
  expect(await invoices(rep)).toEqual([total, total, 12_332, 12_332, 12_332]);
});

test("a year of the tenant's calendar is one invoice, whatever Stripe's years are", async () => {
  const rep = await Rep.arrive(world);
  // In Tokyo from 1 March 2027 to 29 February 2028: in UTC, where Stripe counts, it is 366 days from 28 February.
  const span = { startsAt: "2027-02-28T15:00:00Z", endsAt: "2028-02-29T15:00:00Z" };
  await rep.agree("team-jpy", { interval: "year", ...span });
  await world.advanceTo(at("2028-02-29T15:10:00Z"));
  await applyDueContractSteps(await world.asSystem(), rep.tenantId);
  await world.settle();
  expect(await invoices(rep)).toEqual([99_999]);
  expect(value(await readContracts(await rep.ctx(), rep.tenantId, {})).running).toBeNull();
});

test("a discount on named components only", async () => {
  const rep = await Rep.arrive(world);
  const terms = await rep.terms("team-jpy", {
    interval: "year",
    quantities: { seats: 7 },
    discount: {
      name: text("Seats for half"),
      value: { type: "percent", percent: "50" },
      components: ["seats"],
      months: null,
    },
    taxKeys: ["jp10"],
  });
  const preview = value(await previewContract(await rep.ctx(), rep.tenantId, terms));
  await rep.agree("team-jpy", terms);
  const { running } = value(await readContracts(await rep.ctx(), rep.tenantId, {}));
  // 99,999 and 23,333, of which 11,667 (11,666.5) off; and 11,167 (11,166.5) of tax.
  expect(preview.firstInvoice).toMatchObject({ promise: { totalMinor: "122832" } });
  expect([preview.invoicedMinor, running?.invoicedMinor]).toEqual(["122832", "122832"]);
  expect(await invoices(rep)).toEqual([122_832]);
});
