import { issueCreditNote, voidCreditNote } from "../adjustments/credit-note";
import { closeDispute, openDispute } from "../adjustments/dispute";
import { chargeOfInvoice, refundCharge } from "../adjustments/refund";
import { finalizeInvoice, voidInvoice } from "../billing/invoice";
import { markUncollectible } from "../billing/mark-uncollectible";
import { invoicePaid } from "../billing/payment-results";
import { invalid } from "../core/errors";
import { cancelIntent } from "../payments/cancel-intent";
import type { DisputeReason } from "../shapes/dispute";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import type { PageWork } from "./create-operations";

async function enterInvoice(unit: Unit, id: string): Promise<Row<"invoice">> {
  const row = await unit.need("invoice", id);
  await unit.enter(row.data.test_clock);
  return row;
}

/** Manual actions on invoices, as in Stripe's dashboard. */
export function dashboardInvoiceOperations(work: PageWork) {
  const onInvoice = (id: string, act: (unit: Unit, row: Row<"invoice">) => Promise<unknown>): Promise<void> =>
    work.change(async (unit) => {
      await act(unit, await enterInvoice(unit, id));
    });
  return {
    voidInvoice: (id: string) =>
      onInvoice(id, async (unit, row) => {
        // The button was clicked twice.
        if (row.data.status === "void") return;
        await voidInvoice(unit, row);
      }),

    /** The amount in minor units; null: all that is not refunded yet. */
    refundInvoice: (id: string, amount: number | null) =>
      onInvoice(id, async (unit, row) => {
        const charge = await chargeOfInvoice(unit, row);
        if (!charge) throw invalid("Nothing was charged for this invoice.");
        await refundCharge(unit, charge, { reason: "requested_by_customer", amount: amount ?? undefined });
      }),

    /** A bank transfer or cheque has arrived. */
    markPaidOutOfBand: (id: string) =>
      onInvoice(id, async (unit, row) => {
        if (row.data.status !== "open") throw invalid("Only an open invoice can be marked as paid.");
        if (row.hidden.paymentIntent)
          await cancelIntent(
            unit,
            await unit.need("payment_intent", row.hidden.paymentIntent),
            "void_invoice",
          );
        await invoicePaid(unit, row, { outOfBand: true });
      }),

    markUncollectible: (id: string) =>
      onInvoice(id, async (unit, row) => {
        if (row.data.status !== "open") throw invalid("Only open invoices can be marked uncollectible.");
        await markUncollectible(unit, row);
      }),

    /** On an open invoice the remaining amount falls. On a paid invoice the amount is refunded to the card. */
    creditInvoice: (id: string, amount: number) =>
      onInvoice(id, (unit, row) =>
        issueCreditNote(unit, row, { amount, ...(row.data.status === "paid" ? { refund: amount } : {}) }),
      ),

    voidCreditNote: (invoice: string, note: string) =>
      onInvoice(invoice, async (unit) => voidCreditNote(unit, await unit.need("credit_note", note))),

    /** The payer disputes the charge at the bank. */
    disputeInvoice: (id: string, reason: DisputeReason) =>
      onInvoice(id, async (unit, row) => {
        const charge = await chargeOfInvoice(unit, row);
        if (!charge) throw invalid("Nothing was charged for this invoice.");
        await openDispute(unit, charge, reason);
      }),

    /** The bank decides a dispute over the invoice's charge. */
    closeDispute: (invoice: string, dispute: string, outcome: "won" | "lost") =>
      onInvoice(invoice, async (unit) => closeDispute(unit, await unit.need("dispute", dispute), outcome)),

    /** Finalises a draft and emits `invoice.sent`. No mail is sent. */
    sendInvoice: (id: string) =>
      onInvoice(id, async (unit, row) => {
        if (row.data.status === "draft") await finalizeInvoice(unit, row);
        await unit.emit("invoice.sent", row);
      }),
  };
}
