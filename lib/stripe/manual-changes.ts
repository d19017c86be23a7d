import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { idOf, invoiceOfIntent } from "./references";

/** A manual change in Stripe to a customer's money, in its present state. */
export type ManualChange = {
  customerId: string | null;
  /** The number of the invoice that it is about, as customers know it. */
  invoice: string | null;
  /** Minor units and ISO currency: "12000 JPY". */
  amount: string;
  /** Stripe's word for its state. */
  status: string;
  /** Stripe's word for the reason, if it gives one. */
  reason: string | null;
};

type Created = { createdAt: Date };

export async function readRefund(id: string): Promise<ManualChange & Created> {
  const refund = await callStripe((stripe) => stripe.refunds.retrieve(id, { expand: ["charge"] }));
  const charge = refund.charge as Stripe.Charge | null;
  return {
    customerId: idOf(charge?.customer),
    invoice: await invoiceOfIntent(idOf(refund.payment_intent)),
    amount: amountOf(refund.amount, refund.currency),
    status: refund.status ?? "pending",
    reason: refund.reason,
    createdAt: new Date(refund.created * 1000),
  };
}

/** The refunds of a charge, newest first. A `charge.refunded` event is about one of them. */
export async function refundsOfCharge(charge: string): Promise<string[]> {
  const list = await callStripe((stripe) => stripe.refunds.list({ charge, limit: 100 }));
  return list.data.map(({ id }) => id);
}

export async function readCreditNote(id: string): Promise<ManualChange & Created> {
  const note = await callStripe((stripe) => stripe.creditNotes.retrieve(id, { expand: ["invoice"] }));
  return {
    customerId: idOf(note.customer),
    invoice: (note.invoice as Stripe.Invoice).number,
    amount: amountOf(note.total, note.currency),
    status: note.status,
    reason: note.reason,
    createdAt: new Date(note.created * 1000),
  };
}

/** An invoice that may have been changed manually in Stripe. */
export type ChangedInvoice = ManualChange & {
  /** True if a person made it, and not Stripe for a period or a change of a subscription. */
  isManual: boolean;
  /** Paid, but not through Stripe: a bank transfer that somebody recorded. */
  isPaidOutOfBand: boolean;
};

export async function readChangedInvoice(id: string): Promise<ChangedInvoice> {
  const invoice = await callStripe((stripe) => stripe.invoices.retrieve(id, { expand: ["payments"] }));
  const paidHere = invoice.payments?.data.some(({ status }) => status === "paid") ?? false;
  return {
    customerId: idOf(invoice.customer),
    invoice: invoice.number,
    amount: amountOf(invoice.total, invoice.currency),
    status: invoice.status ?? "draft",
    reason: null,
    isManual: invoice.billing_reason === "manual",
    // The field `paid_out_of_band` is gone since 2025-03-31.basil. A paid invoice without any payment was
    // paid elsewhere.
    isPaidOutOfBand: invoice.status === "paid" && invoice.amount_due > 0 && !paidHere,
  };
}

const amountOf = (minor: number, currency: string): string => `${minor} ${currency.toUpperCase()}`;
