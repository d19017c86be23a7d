import { customerWith } from "@/sandbox/testing/shop";
import { refused, type Tour } from "./tour";

export const adjustments: Tour = async (stripe) => {
  const customer = (await customerWith(stripe)).id;
  const opened = async () => {
    const { id } = await stripe.invoices.create({ customer, currency: "jpy" });
    await stripe.invoices.addLines(id, { lines: [{ amount: 1000, description: "Line" }] });
    return (await stripe.invoices.finalizeInvoice(id)).id;
  };
  const paid = await opened();
  await stripe.invoices.pay(paid);
  const [charge] = (await stripe.charges.list({ customer })).data;
  const refund = await stripe.refunds.create({
    charge: charge?.id,
    amount: 100,
    reason: "duplicate",
    metadata: { a: "1" },
  });
  await stripe.refunds.retrieve(refund.id, { expand: ["charge", "payment_intent"] });
  await refused(stripe.refunds.create({ charge: charge?.id, amount: 5000 }), 400);
  await stripe.creditNotes.create({
    invoice: paid,
    amount: 300,
    refund_amount: 200,
    credit_amount: 60,
    out_of_band_amount: 40,
    memo: "Sorry",
    reason: "product_unsatisfactory",
  });
  await stripe.refunds.list({ charge: charge?.id });
  await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: charge?.payment_intent as string },
    expand: ["data.invoice"],
  });
  const note = await stripe.creditNotes.create({ invoice: await opened(), amount: 400 });
  await stripe.creditNotes.retrieve(note.id, { expand: ["invoice", "customer"] });
  await stripe.creditNotes.listLineItems(note.id);
  await stripe.creditNotes.voidCreditNote(note.id);
  const { id: open, amount_remaining } = await stripe.invoices.retrieve(note.invoice as string);
  await stripe.creditNotes.create({ invoice: open, amount: amount_remaining });
  await stripe.creditNotes.list({ customer });
  await refused(stripe.customers.retrieve("cus_live12345678"), 404);
};

export const coupons: Tour = async (stripe, { sandbox }) => {
  const customer = (await customerWith(stripe)).id;
  await stripe.coupons.create({
    percent_off: 12.5,
    duration: "repeating",
    duration_in_months: 3,
    name: "Friends",
  });
  const fixed = await stripe.coupons.create({ amount_off: 300, currency: "jpy", duration: "forever" });
  await stripe.coupons.retrieve(fixed.id);
  await stripe.coupons.list();
  await sandbox.operations.giveCoupon(customer, 10);
  await stripe.customers.retrieve(customer);
  const { id } = await stripe.invoices.create({ customer, currency: "jpy" });
  await stripe.invoices.addLines(id, {
    lines: [
      { amount: 1001, description: "One" },
      { amount: 500, description: "Two" },
    ],
  });
  await stripe.invoices.finalizeInvoice(id);
  await stripe.customers.deleteDiscount(customer);
  await refused(stripe.customers.deleteDiscount(customer), 400);
};

export const disputes: Tour = async (stripe, { sandbox }) => {
  const customer = (await customerWith(stripe)).id;
  const { id } = await stripe.invoices.create({ customer, currency: "jpy" });
  await stripe.invoices.addLines(id, { lines: [{ amount: 1000, description: "Line" }] });
  await stripe.invoices.pay(id);
  await sandbox.operations.disputeInvoice(id, "fraudulent");
  const [charge] = (await stripe.charges.list({ customer })).data;
  const [dispute] = (await stripe.disputes.list({ charge: charge?.id, expand: ["data.charge"] })).data;
  await stripe.disputes.retrieve(dispute?.id ?? "", { expand: ["payment_intent"] });
  await stripe.disputes.close(dispute?.id ?? "");
};
