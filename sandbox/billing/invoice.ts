import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { minimumCharge, sum, unchargeable } from "../core/money";
import { discountsFor, useUpDiscounts } from "../discounts/discount";
import { discountInvoice } from "../discounts/discount-invoice";
import { cancelIntent } from "../payments/cancel-intent";
import type { BillingReason, LineItem } from "../shapes/invoice";
import { newInvoice, newInvoicePayment } from "../shapes/invoice";
import { newPaymentIntent } from "../shapes/payment";
import type { TaxRate } from "../shapes/tax";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { taxInvoice } from "../taxes/tax-invoice";
import { type ItemLine, lineOfInvoiceItem, subscriptionLine } from "./lines";
import { moveBalance } from "./move-balance";
import { invoicePaid } from "./payment-results";

/** Stripe finalises an automatic draft one hour after its creation. */
export const DRAFT_LIFETIME_S = 3600;

export interface InvoiceOrder {
  customer: Row<"customer">;
  subscription: Row<"subscription"> | null;
  reason: BillingReason;
  /** The charges of the subscription itself. */
  lines: ItemLine[];
  /** Pending invoice items to put on this invoice. */
  pending: Row<"invoiceitem">[];
  currency: string;
  period: { start: number; end: number };
  /** False: the invoice stays a draft until it is finalised by request. */
  autoAdvance: boolean;
  prorationDate?: number;
  /** Made by request, not by the subscription: "inherits the discount from the invoice's customer", never the subscription's. */
  isOwn?: boolean;
  /** Writes what else the request said, before `invoice.created` shows the draft. */
  write?: (draft: Row<"invoice">) => Promise<void>;
}

/** Creates a draft and emits `invoice.created`. */
export async function draftInvoice(unit: Unit, order: InvoiceOrder): Promise<Row<"invoice">> {
  const id = newId("in");
  const { subscription, customer } = order;
  const data = newInvoice(id, unit.at, order.currency);
  data.customer = customer.id;
  data.billing_reason = order.reason;
  data.period_start = order.period.start;
  data.period_end = order.period.end;
  data.test_clock = customer.data.test_clock;
  data.auto_advance = order.autoAdvance;
  data.automatically_finalizes_at = order.autoAdvance ? unit.at + DRAFT_LIFETIME_S : null;
  data.custom_fields = customer.data.invoice_settings.custom_fields;
  data.footer = customer.data.invoice_settings.footer;
  data.discounts = await discountsFor(unit, customer, order.isOwn ? null : subscription);
  if (order.isOwn)
    data.rendering = {
      amount_tax_display: null,
      pdf: { page_size: "auto" },
      template: null,
      template_version: null,
    };
  // Only a renewal's draft waits for its webhooks.
  data.webhooks_delivered_at = order.reason === "subscription_cycle" ? null : unit.at;
  if (subscription) {
    // "Invoices created will have their default_tax_rates populated from the subscription", docs.stripe.com/api/subscriptions.
    data.default_tax_rates = subscription.data.default_tax_rates;
    data.collection_method = subscription.data.collection_method;
    data.parent = {
      quote_details: null,
      subscription_details: {
        metadata: subscription.data.metadata,
        subscription: subscription.id,
        ...(order.prorationDate === undefined ? {} : { subscription_proration_date: order.prorationDate }),
      },
      type: "subscription_details",
    };
    const { days_until_due, collection_method } = subscription.data;
    if (collection_method === "send_invoice") data.due_date = unit.at + (days_until_due ?? 30) * 86_400;
  }
  const row = await unit.create("invoice", data, {
    lines: [],
    subscription: subscription?.id ?? null,
    retries: 0,
    paymentIntent: null,
  });
  const pending = [...order.pending].sort((a, b) => b.data.date - a.data.date || a.seq - b.seq);
  for (const item of pending) await addInvoiceItem(unit, row, item);
  for (const line of order.lines) {
    row.hidden.lines.push(subscriptionLine(line, id, subscription?.data.metadata ?? {}));
    recordLineTerms(row, line.id, line.rates, line.isProration ? line.discounts : []);
  }
  await copyCustomer(unit, row, customer);
  await recomputeTotals(unit, row, customer);
  await order.write?.(row);
  await unit.save(row);
  await unit.emit("invoice.created", row);
  if (subscription) {
    subscription.data.latest_invoice = id;
    await unit.save(subscription);
  }
  return row;
}

/** Puts a pending invoice item on the draft. */
export async function addInvoiceItem(
  unit: Unit,
  invoice: Row<"invoice">,
  item: Row<"invoiceitem">,
): Promise<LineItem> {
  const line = lineOfInvoiceItem(item, invoice.id);
  item.data.invoice = invoice.id;
  await unit.save(item);
  invoice.hidden.lines.push(line);
  const own = item.data.tax_rates.length > 0 ? item.data.tax_rates : null;
  const included = item.data.proration_details?.discount_amounts ?? [];
  recordLineTerms(
    invoice,
    line.id,
    item.hidden.rates ?? own,
    included.map(({ discount }) => discount),
  );
  return line;
}

/** Records a line's own tax rates (null: the invoice's apply) and the discounts that its amount contains. */
function recordLineTerms(
  invoice: Row<"invoice">,
  line: string,
  rates: TaxRate[] | null,
  included: string[],
): void {
  const { hidden } = invoice;
  if (rates) hidden.rates = { ...hidden.rates, [line]: rates };
  if (included.length > 0)
    hidden.included = {
      ...hidden.included,
      [line]: included.map((discount) => ({ amount: 0, discount })),
    };
}

/**
 * Recomputes the totals of a draft from its lines, discounts, taxes (after discounts) and the customer's balance.
 * docs.stripe.com/api/invoices/object says what each total contains.
 */
export async function recomputeTotals(
  unit: Unit,
  invoice: Row<"invoice">,
  customer: Row<"customer">,
): Promise<void> {
  const { data } = invoice;
  data.subtotal = sum(invoice.hidden.lines.map((line) => line.amount));
  const off = await discountInvoice(unit, invoice);
  const tax = taxInvoice(invoice, unit.environment.taxRounding);
  data.subtotal_excluding_tax = data.subtotal - tax.inclusiveBeforeDiscounts;
  data.total = data.subtotal - off + tax.exclusive;
  data.total_excluding_tax = data.total - tax.exclusive - tax.inclusive;
  data.starting_balance = customer.data.balance;
  const owed = data.total + data.starting_balance;
  // "If the invoice's total is smaller than the minimum charge amount […] the amount_due may be 0", docs.stripe.com/api/invoices/object.
  data.amount_due = owed < minimumCharge(data.currency) ? 0 : Math.max(0, owed);
  data.amount_remaining = data.amount_due;
}

async function copyCustomer(unit: Unit, invoice: Row<"invoice">, customer: Row<"customer">): Promise<void> {
  const { data } = invoice;
  data.customer_address = customer.data.address;
  data.customer_email = customer.data.email;
  data.customer_name =
    customer.data.business_name ?? customer.data.name ?? customer.data.individual_name ?? null;
  data.customer_phone = customer.data.phone;
  data.customer_shipping = customer.data.shipping;
  data.customer_tax_exempt = customer.data.tax_exempt;
  const taxIds = await unit.all("tax_id", { customer: customer.id });
  data.customer_tax_ids = taxIds.map((tax) => ({ type: tax.data.type, value: tax.data.value }));
}

/** Makes a draft open, or paid when nothing is due. Copies the customer's details and numbers the invoice. */
export async function finalizeInvoice(
  unit: Unit,
  invoice: Row<"invoice">,
  nextAttempt: number | null = null,
): Promise<void> {
  const { data } = invoice;
  if (data.status !== "draft") {
    throw invalid(
      "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
      undefined,
      "invoice_not_editable",
    );
  }
  const customer = await unit.need("customer", data.customer, "customer");
  await copyCustomer(unit, invoice, customer);
  await recomputeTotals(unit, invoice, customer);
  const refusal = unchargeable(data.amount_due, data.currency);
  if (refusal) throw invalid(refusal, "amount");
  // What is not due now stays on the balance: credit that is left, or an amount too small to be charged.
  data.ending_balance = data.total + data.starting_balance - data.amount_due;
  data.number ??= `${customer.data.invoice_prefix}-${String(customer.data.next_invoice_sequence).padStart(4, "0")}`;
  customer.data.next_invoice_sequence += 1;
  customer.data.currency ??= data.currency;
  await unit.save(customer);
  data.status = "open";
  data.automatically_finalizes_at = null;
  data.next_payment_attempt = data.amount_due > 0 ? nextAttempt : null;
  data.effective_at ??= unit.at;
  data.webhooks_delivered_at ??= unit.at;
  // The paper of the account's country.
  if (data.rendering) data.rendering.pdf.page_size = "a4";
  data.status_transitions.finalized_at = unit.at;
  data.hosted_invoice_url = `${unit.environment.publicUrl}/invoice/${invoice.id}`;
  data.invoice_pdf = `${unit.environment.publicUrl}/invoice/${invoice.id}/pdf`;
  if (data.amount_due > 0) await requestPayment(unit, invoice);
  await unit.save(invoice);
  await unit.emit("invoice.finalized", invoice);
  if (data.ending_balance !== data.starting_balance) {
    await moveBalance(unit, customer, {
      type:
        data.ending_balance > Math.max(0, data.starting_balance) ? "invoice_too_small" : "applied_to_invoice",
      amount: data.ending_balance - data.starting_balance,
      currency: data.currency,
      invoice: invoice.id,
    });
  }
  await useUpDiscounts(unit, invoice);
  if (data.amount_due === 0) await invoicePaid(unit, invoice, { outOfBand: false });
}

async function requestPayment(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  const { data } = invoice;
  const intent = newPaymentIntent(newId("pi"), unit.at, data.amount_due, data.currency);
  intent.customer = data.customer;
  intent.description =
    data.billing_reason === "subscription_create"
      ? "Subscription creation"
      : data.billing_reason === "manual"
        ? `Payment for Invoice ${data.number}`
        : "Subscription update";
  intent.setup_future_usage = invoice.hidden.subscription ? "off_session" : null;
  // Card networks take 25 characters.
  intent.payment_details = { customer_reference: null, order_reference: invoice.id.slice(0, 25) };
  const method = await paymentMethodFor(unit, invoice);
  if (method) intent.status = "requires_confirmation";
  intent.payment_method = method?.id ?? null;
  const row = await unit.create("payment_intent", intent, { invoice: invoice.id });
  invoice.hidden.paymentIntent = row.id;
  await unit.create("invoice_payment", newInvoicePayment(newId("inpay"), unit.at, data, row.id), {});
  await unit.emit("payment_intent.created", row);
}

/** The invoice's own payment method, else the subscription's, else the customer's default. */
export async function paymentMethodFor(
  unit: Unit,
  invoice: Row<"invoice">,
): Promise<Row<"payment_method"> | null> {
  const subscription = invoice.hidden.subscription
    ? await unit.find("subscription", invoice.hidden.subscription)
    : null;
  const customer = await unit.find("customer", invoice.data.customer);
  const id =
    invoice.data.default_payment_method ??
    subscription?.data.default_payment_method ??
    customer?.data.invoice_settings.default_payment_method;
  return id ? unit.find("payment_method", id) : null;
}

export async function voidInvoice(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  const { data } = invoice;
  if (data.status !== "open" && data.status !== "uncollectible") {
    throw invalid(
      `You can only pass in open or uncollectible invoices. This invoice has status ${data.status}.`,
      undefined,
      "invoice_not_editable",
    );
  }
  data.status = "void";
  data.status_transitions.voided_at = unit.at;
  data.auto_advance = false;
  data.next_payment_attempt = null;
  await unit.save(invoice);
  if (invoice.hidden.paymentIntent) {
    await cancelIntent(unit, await unit.need("payment_intent", invoice.hidden.paymentIntent), "void_invoice");
    for (const payment of await unit.all("invoice_payment", { invoice: invoice.id, status: "open" })) {
      payment.data.status = "canceled";
      payment.data.status_transitions.canceled_at = unit.at;
      await unit.save(payment);
    }
  }
  await unit.emit("invoice.voided", invoice);
  const applied = (data.ending_balance ?? 0) - data.starting_balance;
  if (applied !== 0)
    await moveBalance(unit, await unit.need("customer", data.customer, "customer"), {
      type: "unapplied_from_invoice",
      amount: -applied,
      currency: data.currency,
      invoice: invoice.id,
    });
}
