import { moveBalance } from "../billing/move-balance";
import { invoicePaid } from "../billing/payment-results";
import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { sum } from "../core/money";
import { cancelIntent } from "../payments/cancel-intent";
import {
  type CreditNote,
  type CreditNoteLine,
  type CreditNoteTotals,
  newCreditNote,
} from "../shapes/credit-note";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { taxOf, totalTaxes } from "../taxes/tax-invoice";
import { customLine } from "./credit-note-lines";
import { chargeOfInvoice, refundCharge } from "./refund";

export interface CreditNoteRequest {
  /** The amount of all lines together. */
  amount: number;
  /** What is credited; when unset, one line of the amount without tax. */
  lines?: CreditNoteLine[];
  reason?: CreditNote["reason"];
  memo?: string | null;
  /** For a paid invoice: the ways in which the amount is given back. The three must add up to the amount. */
  refund?: number;
  /** Refunds made before, which belong to this credit note. */
  refunds?: { refund: Row<"refund">; amount: number }[];
  toBalance?: number;
  outOfBand?: number;
}

/**
 * Credits an invoice. On an open invoice the remaining amount falls, and at zero the invoice is paid. On a paid invoice the
 * money goes back: by refund, to the customer's balance or out of band
 * (docs.stripe.com/invoicing/integration/programmatic-credit-notes).
 */
export async function issueCreditNote(
  unit: Unit,
  invoice: Row<"invoice">,
  request: CreditNoteRequest,
): Promise<Row<"credit_note">> {
  const { data } = invoice;
  if (data.status !== "open" && data.status !== "paid")
    throw invalid(
      `Credit notes can only be created for open or paid invoices, not ${data.status} ones.`,
      "invoice",
    );
  const credited = data.pre_payment_credit_notes_amount + data.post_payment_credit_notes_amount;
  const most = data.status === "open" ? data.amount_remaining : data.total - credited;
  if (request.amount < 1 || request.amount > most)
    throw invalid(`The amount of the credit note must be between 1 and ${most}.`, "amount");
  const lines = request.lines ?? [customLine(request.amount)];
  const issued = await unit.all("credit_note", { invoice: invoice.id });
  const number = `${data.number}-CN-${String(issued.length + 1).padStart(2, "0")}`;
  const note = newCreditNote(newId("cn"), unit.at, data, number, lines, totalsOf(lines));
  note.reason = request.reason ?? null;
  note.memo = request.memo ?? null;
  const row = await unit.create("credit_note", note, {});
  if (data.status === "open") await creditOpenInvoice(unit, invoice, row, request);
  else await creditPaidInvoice(unit, invoice, row, request);
  await unit.save(row);
  await unit.emit("credit_note.created", row);
  if (data.status === "open" && data.amount_remaining === 0) await closeCreditedInvoice(unit, invoice);
  return row;
}

/** What the lines add up to. Inclusive taxes are contained in their amounts. */
export function totalsOf(lines: CreditNoteLine[]): CreditNoteTotals {
  const taxes = totalTaxes(lines);
  return {
    subtotal: sum(lines.map(({ amount }) => amount)),
    discount: sum(lines.map(({ discount_amount }) => discount_amount)),
    inclusive: taxOf(taxes, "inclusive"),
    exclusive: taxOf(taxes, "exclusive"),
    taxes,
  };
}

async function creditOpenInvoice(
  unit: Unit,
  invoice: Row<"invoice">,
  note: Row<"credit_note">,
  request: CreditNoteRequest,
): Promise<void> {
  if (request.refund || request.refunds?.length || request.toBalance || request.outOfBand)
    throw invalid("An open invoice has no payment that could be given back.", "refund_amount");
  note.data.type = "pre_payment";
  note.data.pre_payment_amount = request.amount;
  await changeAmountDue(unit, invoice, -request.amount);
}

async function creditPaidInvoice(
  unit: Unit,
  invoice: Row<"invoice">,
  note: Row<"credit_note">,
  request: CreditNoteRequest,
): Promise<void> {
  const { refund = 0, refunds = [], toBalance = 0, outOfBand = 0 } = request;
  if (refund + sum(refunds.map(({ amount }) => amount)) + toBalance + outOfBand !== request.amount) {
    throw invalid(
      "The sum of credit amount, refund amount and out of band amount must equal the total of the credit note.",
    );
  }
  note.data.post_payment_amount = request.amount;
  note.data.out_of_band_amount = outOfBand || null;
  const before = render(invoice);
  invoice.data.post_payment_credit_notes_amount += request.amount;
  await saveAndEmit(unit, "invoice.updated", invoice, before);
  for (const { refund: linked, amount } of refunds)
    note.data.refunds.push({
      amount_refunded: amount,
      payment_record_refund: null,
      refund: linked.id,
      type: "refund",
    });
  if (refund > 0) {
    const charge = await chargeOfInvoice(unit, invoice);
    if (!charge) throw invalid("This invoice has no charge that could be refunded.", "refund_amount");
    const made = await refundCharge(unit, charge, { amount: refund });
    note.data.refunds.push({
      amount_refunded: refund,
      payment_record_refund: null,
      refund: made.id,
      type: "refund",
    });
  }
  if (toBalance > 0) {
    const customer = await unit.need("customer", invoice.data.customer);
    const moved = await moveBalance(unit, customer, {
      type: "credit_note",
      amount: -toBalance,
      currency: invoice.data.currency,
      invoice: invoice.id,
      creditNote: note.id,
    });
    note.data.customer_balance_transaction = moved.id;
  }
}

/** Voids a credit note of an open invoice. The remaining amount rises again. */
export async function voidCreditNote(unit: Unit, note: Row<"credit_note">): Promise<void> {
  const invoice = await unit.need("invoice", note.data.invoice);
  if (note.data.status === "void" || invoice.data.status !== "open")
    throw invalid("You can only void an issued credit note of an open invoice.");
  note.data.status = "void";
  note.data.voided_at = unit.at;
  await unit.save(note);
  await changeAmountDue(unit, invoice, note.data.amount);
  await unit.emit("credit_note.voided", note);
}

async function changeAmountDue(unit: Unit, invoice: Row<"invoice">, by: number): Promise<void> {
  const before = render(invoice);
  invoice.data.pre_payment_credit_notes_amount -= by;
  invoice.data.amount_due += by;
  invoice.data.amount_remaining += by;
  await saveAndEmit(unit, "invoice.updated", invoice, before);
  if (!invoice.hidden.paymentIntent || invoice.data.amount_remaining === 0) return;
  const intent = await unit.need("payment_intent", invoice.hidden.paymentIntent);
  intent.data.amount = invoice.data.amount_remaining;
  await unit.save(intent);
}

async function closeCreditedInvoice(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  if (invoice.hidden.paymentIntent)
    await cancelIntent(unit, await unit.need("payment_intent", invoice.hidden.paymentIntent), "void_invoice");
  await invoicePaid(unit, invoice, { outOfBand: true });
}
