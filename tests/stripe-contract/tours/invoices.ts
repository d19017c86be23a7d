import type Stripe from "stripe";
import { customerWith, sell } from "@/sandbox/testing/shop";
import { refused, type Tour } from "./tour";

export const invoices: Tour = async (stripe) => {
  const customer = (await customerWith(stripe)).id;
  const draft = (extra: Partial<Stripe.InvoiceCreateParams> = {}) =>
    stripe.invoices.create({
      customer,
      currency: "jpy",
      pending_invoice_items_behavior: "include",
      ...extra,
    });
  const item = { customer, currency: "jpy", amount: 700, description: "Once" };
  const period = { start: 1_700_000_000, end: 1_700_086_400 };
  const pending = await stripe.invoiceItems.create({ ...item, period, metadata: { a: "1" } });
  await stripe.invoiceItems.retrieve(pending.id, { expand: ["customer"] });
  await stripe.invoiceItems.del((await stripe.invoiceItems.create(item)).id);
  const invoice = await draft({ description: "By hand", footer: "Thanks", metadata: { b: "2" } });
  await stripe.invoiceItems.list({ customer, invoice: invoice.id });
  await stripe.invoices.addLines(invoice.id, { lines: [{ amount: 250, description: "Usage", period }] });
  await stripe.invoices.update(invoice.id, {
    custom_fields: [{ name: "PO", value: "9" }],
    auto_advance: false,
  });
  await stripe.invoices.finalizeInvoice(invoice.id, { auto_advance: false });
  await stripe.invoices.pay(invoice.id, { expand: ["payments.data.payment.payment_intent", "customer"] });
  await stripe.invoices.listLineItems(invoice.id);
  await stripe.invoices.retrieve(invoice.id, { expand: ["lines.data", "confirmation_secret"] });
  await stripe.invoices.list({ customer, status: "paid" });
  await refused(stripe.invoices.pay(invoice.id), 400);

  await stripe.invoices.del((await draft()).id);
  const opened = async () => {
    const { id } = await draft();
    await stripe.invoices.addLines(id, { lines: [{ amount: 100, description: "Line" }] });
    return (await stripe.invoices.finalizeInvoice(id)).id;
  };
  await stripe.invoices.voidInvoice(await opened());
  await stripe.invoices.markUncollectible(await opened());
  await stripe.invoices.pay(await opened(), { paid_out_of_band: true });
  await stripe.invoices.sendInvoice(await opened());
};

export const payments: Tour = async (stripe) => {
  const price = (await sell(stripe, "Paid", 1000)).price.id;
  const customer = (await customerWith(stripe, "pm_card_chargeCustomerFail")).id;
  const unpaid = await stripe.subscriptions.create({ customer, items: [{ price }] });
  const [payment] = (await stripe.invoicePayments.list({ invoice: unpaid.latest_invoice as string })).data;
  const intent = payment?.payment.payment_intent as string;
  await stripe.paymentIntents.retrieve(intent, { expand: ["latest_charge", "payment_method"] });
  await refused(stripe.paymentIntents.confirm(intent, { payment_method: "pm_card_chargeDeclined" }), 402);
  const good = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  await stripe.paymentIntents.confirm(intent, {
    payment_method: good.id,
    return_url: "https://choba.example",
  });
  await stripe.invoicePayments.retrieve(payment?.id ?? "", { expand: ["invoice", "payment.payment_intent"] });
  const [charge] = (await stripe.charges.list({ customer, expand: ["data.payment_intent"] })).data;
  await stripe.charges.retrieve(charge?.id ?? "", { expand: ["customer", "payment_method_details"] });
};
