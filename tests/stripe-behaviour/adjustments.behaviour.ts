import type Stripe from "stripe";
import { expect } from "vitest";
import { claim, holdThem } from "./claims";
import type { Shop } from "./shop";

/* docs.stripe.com/refunds, docs.stripe.com/invoicing/integration/programmatic-credit-notes */

async function invoiced(shop: Shop, amount: number, pay: boolean): Promise<Stripe.Invoice> {
  const customer = await shop.customer();
  const draft = await shop.stripe.invoices.create({ customer: customer.id, currency: "usd" });
  await shop.stripe.invoices.addLines(draft.id, { lines: [{ amount, description: "Training" }] });
  const open = await shop.stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false });
  return pay ? shop.stripe.invoices.pay(open.id) : open;
}

async function chargeOf(shop: Shop, invoice: Stripe.Invoice): Promise<Stripe.Charge> {
  const { data } = await shop.stripe.charges.list({ customer: invoice.customer as string });
  const [charge] = data;
  if (!charge) throw new Error("nothing was charged");
  return charge;
}

claim("a refund of a part leaves the rest refundable and the invoice paid", async (shop) => {
  const invoice = await invoiced(shop, 2000, true);
  const charge = await chargeOf(shop, invoice);
  const refund = await shop.stripe.refunds.create({ charge: charge.id, amount: 500 });
  expect(refund).toMatchObject({ amount: 500, status: "succeeded", charge: charge.id });
  expect(await shop.stripe.charges.retrieve(charge.id)).toMatchObject({
    amount_refunded: 500,
    refunded: false,
  });
  await shop.stripe.refunds.create({ charge: charge.id });
  expect(await shop.stripe.charges.retrieve(charge.id)).toMatchObject({
    amount_refunded: 2000,
    refunded: true,
  });
  expect((await shop.stripe.invoices.retrieve(invoice.id)).status).toBe("paid");
  await expect(shop.stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
    code: "charge_already_refunded",
  });
});

claim("more than is left of a charge cannot be refunded", async (shop) => {
  const charge = await chargeOf(shop, await invoiced(shop, 2000, true));
  await expect(shop.stripe.refunds.create({ charge: charge.id, amount: 2001 })).rejects.toMatchObject({
    statusCode: 400,
    param: "amount",
  });
});

claim("a credit note on an open invoice lowers what remains; taken back, it remains again", async (shop) => {
  const invoice = await invoiced(shop, 2000, false);
  const note = await shop.stripe.creditNotes.create({ invoice: invoice.id, amount: 500 });
  expect(note).toMatchObject({ amount: 500, status: "issued", type: "pre_payment", refunds: [] });
  expect(await shop.stripe.invoices.retrieve(invoice.id)).toMatchObject({
    status: "open",
    total: 2000,
    amount_remaining: 1500,
    pre_payment_credit_notes_amount: 500,
  });
  expect(await shop.stripe.creditNotes.voidCreditNote(note.id)).toMatchObject({ status: "void" });
  expect(await shop.stripe.invoices.retrieve(invoice.id)).toMatchObject({ amount_remaining: 2000 });
});

claim("a credit note over all that remains makes an open invoice paid", async (shop) => {
  const invoice = await invoiced(shop, 2000, false);
  await shop.stripe.creditNotes.create({ invoice: invoice.id, amount: 2000 });
  expect(await shop.stripe.invoices.retrieve(invoice.id)).toMatchObject({
    status: "paid",
    amount_remaining: 0,
  });
});

claim("on a paid invoice refund, balance and out of band must add up to the credit note", async (shop) => {
  const invoice = await invoiced(shop, 2000, true);
  await expect(
    shop.stripe.creditNotes.create({ invoice: invoice.id, amount: 500, refund_amount: 400 }),
  ).rejects.toMatchObject({ statusCode: 400 });
  const note = await shop.stripe.creditNotes.create({
    invoice: invoice.id,
    amount: 500,
    refund_amount: 300,
    credit_amount: 200,
  });
  expect(note).toMatchObject({ type: "post_payment", refunds: [{ amount_refunded: 300 }] });
  const customer = await shop.stripe.customers.retrieve(invoice.customer as string);
  expect(customer).toMatchObject({ balance: -200 });
  expect((await chargeOf(shop, invoice)).amount_refunded).toBe(300);
  await expect(shop.stripe.creditNotes.voidCreditNote(note.id)).rejects.toMatchObject({ statusCode: 400 });
});

claim("a coupon takes off a share or an amount, never both and never neither", async (shop) => {
  const coupon = await shop.stripe.coupons.create({ percent_off: 12.5, duration: "once" });
  expect(coupon).toMatchObject({ percent_off: 12.5, amount_off: null, duration: "once", valid: true });
  for (const terms of [{}, { percent_off: 10, amount_off: 100, currency: "usd" }])
    await expect(shop.stripe.coupons.create({ duration: "once", ...terms })).rejects.toMatchObject({
      statusCode: 400,
    });
});

claim("a credit note of lines adds up what they credit, with the tax of their rates", async (shop) => {
  const customer = await shop.customer();
  const draft = await shop.draft(
    customer.id,
    [
      { amount: 1000, description: "Work" },
      { amount: 500, description: "Travel" },
    ],
    { default_tax_rates: [await shop.taxRate(10)] },
  );
  const paid = await shop.stripe.invoices.pay(draft.id);
  const [work, travel] = paid.lines.data.map(({ id }) => id);
  const note = await shop.stripe.creditNotes.create({
    invoice: paid.id,
    lines: [
      { type: "invoice_line_item", invoice_line_item: work, amount: 400 },
      { type: "invoice_line_item", invoice_line_item: travel, quantity: 1 },
    ],
    refund_amount: 990,
  });
  expect(note).toMatchObject({
    amount: 990,
    subtotal: 900,
    total_excluding_tax: 900,
    total: 990,
    total_taxes: [{ amount: 90, taxable_amount: 900 }],
    refunds: [{ amount_refunded: 990 }],
  });
  expect(note.lines.data.map(({ amount, invoice_line_item }) => [amount, invoice_line_item])).toEqual([
    [400, work],
    [500, travel],
  ]);
  const tooMuch = shop.stripe.creditNotes.create({
    invoice: paid.id,
    lines: [{ type: "invoice_line_item", invoice_line_item: work, amount: 601 }],
    credit_amount: 661,
  });
  await expect(tooMuch).rejects.toMatchObject({ statusCode: 400 });
});

claim("a custom line is credited as it is, and a refund made before may be linked", async (shop) => {
  const invoice = await invoiced(shop, 2000, true);
  const refund = await shop.stripe.refunds.create({
    charge: (await chargeOf(shop, invoice)).id,
    amount: 500,
  });
  const note = await shop.stripe.creditNotes.create({
    invoice: invoice.id,
    lines: [{ type: "custom_line_item", description: "Goodwill", quantity: 2, unit_amount: 250 }],
    refunds: [{ refund: refund.id }],
  });
  expect(note).toMatchObject({ total: 500, refunds: [{ refund: refund.id, amount_refunded: 500 }] });
  expect(note.lines.data).toMatchObject([{ amount: 500, description: "Goodwill", quantity: 2 }]);
});

claim("where tax amounts were set, a credit note must say them for each line", async (shop) => {
  const customer = await shop.customer();
  const tax_rate_data = { display_name: "VAT", percentage: 10, inclusive: false };
  const draft = await shop.draft(customer.id, [
    {
      amount: 1000,
      description: "Work",
      tax_amounts: [{ amount: 101, taxable_amount: 1000, tax_rate_data }],
    },
  ]);
  const open = await shop.stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false });
  const [line] = open.lines.data;
  const tax_rate = line?.taxes?.[0]?.tax_rate_details?.tax_rate ?? "";
  const credit = (extra: Partial<Stripe.CreditNoteCreateParams.Line>) =>
    shop.stripe.creditNotes.create({
      invoice: open.id,
      lines: [{ type: "invoice_line_item", invoice_line_item: line?.id, amount: 300, ...extra }],
    });
  await expect(credit({})).rejects.toMatchObject({ statusCode: 400 });
  const wrong = [{ amount: 30, tax_rate: await shop.taxRate(10), taxable_amount: 300 }];
  await expect(credit({ tax_amounts: wrong })).rejects.toMatchObject({ statusCode: 400 });
  const note = await credit({ tax_amounts: [{ amount: 30, tax_rate, taxable_amount: 300 }] });
  expect(note).toMatchObject({ subtotal: 300, total: 330, total_taxes: [{ amount: 30 }] });
  expect(await shop.stripe.invoices.retrieve(open.id)).toMatchObject({ amount_remaining: 771 });
});

holdThem();
