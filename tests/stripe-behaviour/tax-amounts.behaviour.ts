import type Stripe from "stripe";
import { expect } from "vitest";
import { HOUR } from "@/sandbox/testing/instants";
import { invoiceOf, itemOf, texts } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import type { Shop } from "./shop";

/* docs.stripe.com/invoicing/taxes/manual-tax-amounts, docs.stripe.com/api/invoice-line-item/update (tax_amounts) */

const vat = (inclusive = false) => ({ display_name: "VAT", percentage: 10, inclusive, country: "DE" });

const tax = (amount: number, taxable_amount: number, inclusive = false) => ({
  amount,
  taxable_amount,
  tax_rate_data: vat(inclusive),
});

const refused = { statusCode: 400, type: "StripeInvalidRequestError" };

claim("tax amounts are added as they are, and the totals follow", async (shop) => {
  const draft = await shop.draft((await shop.customer()).id, [
    { amount: 1000, description: "Work", tax_amounts: [tax(101, 1000)] },
    { amount: -300, description: "Back", tax_amounts: [tax(-30, -300)] },
    { amount: 500, description: "Untaxed" },
  ]);
  expect(draft).toMatchObject({ subtotal: 1200, total_excluding_tax: 1200, total: 1271, amount_due: 1271 });
  expect(draft.total_taxes).toMatchObject([
    { amount: 71, taxable_amount: 700, tax_behavior: "exclusive", type: "tax_rate_details" },
  ]);
  expect(draft.lines.data.map(({ taxes }) => (taxes ?? []).map(({ amount }) => amount))).toEqual([
    [101],
    [-30],
    [],
  ]);
  const open = await shop.stripe.invoices.finalizeInvoice(draft.id);
  expect(open).toMatchObject({ total: 1271, status: "open" });
  const line = open.lines.data[0]?.id ?? "";
  const late = shop.stripe.invoices.updateLineItem(draft.id, line, { tax_amounts: "" });
  await expect(late).rejects.toMatchObject({ statusCode: 400 });
});

claim("an inclusive tax amount is contained in the total", async (shop) => {
  const draft = await shop.draft((await shop.customer()).id, [
    { amount: 1100, description: "Work", tax_amounts: [tax(100, 1000, true)] },
  ]);
  expect(draft).toMatchObject({
    subtotal: 1100,
    subtotal_excluding_tax: 1000,
    total_excluding_tax: 1000,
    total: 1100,
  });
});

claim("equal tax_rate_data make one archived tax rate, which cannot be used elsewhere", async (shop) => {
  const customer = (await shop.customer()).id;
  const draft = await shop.draft(customer, [
    { amount: 100, description: "One", tax_amounts: [tax(10, 100)] },
    { amount: 200, description: "Two", tax_amounts: [tax(20, 200)] },
  ]);
  const rates = draft.lines.data.map(({ taxes }) => taxes?.[0]?.tax_rate_details?.tax_rate ?? "");
  expect(new Set(rates).size).toBe(1);
  expect(await shop.stripe.taxRates.retrieve(rates[0] ?? "")).toMatchObject({
    active: false,
    display_name: "VAT",
    percentage: 10,
  });
  const elsewhere = shop.stripe.invoices.create({ customer, default_tax_rates: [rates[0] ?? ""] });
  await expect(elsewhere).rejects.toMatchObject(refused);
});

claim(
  "beside an invoice's default rates they are refused, and taken once “” has cleared these",
  async (shop) => {
    const draft = await shop.draft((await shop.customer()).id, [{ amount: 1000, description: "Work" }], {
      default_tax_rates: [await shop.taxRate(10)],
    });
    const line = draft.lines.data[0]?.id ?? "";
    const set = () => shop.stripe.invoices.updateLineItem(draft.id, line, { tax_amounts: [tax(100, 1000)] });
    await expect(set()).rejects.toMatchObject(refused);
    await shop.stripe.invoices.update(draft.id, { default_tax_rates: "" });
    expect(await set()).toMatchObject({ id: line, taxes: [{ amount: 100 }] });
    expect(await shop.stripe.invoices.retrieve(draft.id)).toMatchObject({ total: 1100 });
    const back = shop.stripe.invoices.update(draft.id, { default_tax_rates: [await shop.taxRate(8)] });
    await expect(back).rejects.toMatchObject(refused);
  },
);

claim(
  "beside a line's own rates they are refused; one request may clear the rates and set amounts",
  async (shop) => {
    const rate = await shop.taxRate(10);
    const draft = await shop.draft((await shop.customer()).id, [
      { amount: 1000, description: "Taxed", tax_rates: [rate] },
      { amount: 500, description: "Other" },
    ]);
    const [taxed, other] = draft.lines.data.map(({ id }) => id);
    const set = (lines: Stripe.InvoiceUpdateLinesParams.Line[]) =>
      shop.stripe.invoices.updateLines(draft.id, { lines });
    await expect(set([{ id: other ?? "", tax_amounts: [tax(50, 500)] }])).rejects.toMatchObject(refused);
    const after = await set([
      { id: taxed ?? "", tax_rates: "", tax_amounts: [tax(99, 1000)] },
      { id: other ?? "", tax_amounts: [tax(50, 500)] },
    ]);
    expect(after).toMatchObject({ total: 1649 });
    expect(await set([{ id: other ?? "", tax_amounts: "" }])).toMatchObject({ total: 1599 });
  },
);

/** A subscription with a tax rate, and the draft of its renewal. */
async function renewal(shop: Shop): Promise<Stripe.Invoice> {
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), await shop.customer(), {
    default_tax_rates: [await shop.taxRate(10)],
  });
  await shop.advanceTo(itemOf(subscription).current_period_end + HOUR / 2);
  return invoiceOf(await shop.read(subscription));
}

const own = (draft: Stripe.Invoice) => draft.lines.data[0]?.id ?? "";

claim(
  "a subscription's draft has its rates; without them it takes tax amounts, on its own line and on added ones, credits too",
  async (shop) => {
    const draft = await renewal(shop);
    expect(draft).toMatchObject({ status: "draft", total: 1100, default_tax_rates: [{ percentage: 10 }] });
    await shop.stripe.invoices.update(draft.id, { default_tax_rates: "", automatic_tax: { enabled: false } });
    await shop.stripe.invoices.updateLines(draft.id, {
      lines: [{ id: own(draft), description: "Plan, October", tax_amounts: [tax(101, 1000)] }],
    });
    const ready = await shop.stripe.invoices.addLines(draft.id, {
      lines: [
        { amount: 200, description: "Usage", tax_amounts: [tax(19, 200)] },
        { amount: -300, description: "Unused", tax_amounts: [tax(-31, -300)] },
      ],
    });
    expect(ready).toMatchObject({ subtotal: 900, total: 989 });
    expect(texts(ready)).toEqual(["Plan, October", "Usage", "Unused"]);
    const taxes = ready.lines.data.map((line) => (line.taxes ?? []).map(({ amount }) => amount));
    expect(taxes).toEqual([[101], [19], [-31]]);
  },
  { unverified: true },
);

claim(
  "it can be told to refuse tax amounts on a subscription's draft, for a fallback",
  async (shop) => {
    const draft = await renewal(shop);
    await shop.stripe.invoices.update(draft.id, { default_tax_rates: "" });
    const set = () =>
      shop.stripe.invoices.updateLineItem(draft.id, own(draft), { tax_amounts: [tax(100, 1000)] });
    await shop.at.fail?.("refuse_tax_amounts");
    await expect(set()).rejects.toMatchObject(refused);
    expect(await set()).toMatchObject({ taxes: [{ amount: 100 }] });
  },
  { onlyInSandbox: "a refusal that Stripe does not document" },
);

holdThem();
