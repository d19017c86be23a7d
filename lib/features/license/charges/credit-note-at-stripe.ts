import { invariant } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { OutsideUnreachable } from "@/lib/http/outside";
import { createCreditNote } from "@/lib/stripe/credit-notes";
import { enqueueInvoiceRefresh } from "./enqueue-invoice-refresh";
import { invoiceLineOf } from "./invoice-of";
import { moneyFacts } from "./money-facts";
import { getCharge } from "./queries";

/** Makes one credit note of a promise on the invoice of an earlier charge. One per promise and invoice. */
export const stripeCreditNoteCreate = handler("stripe.credit_note.create", {
  async prepare(tx, { tenantId }, { chargeId, index }) {
    const { promise } = await getCharge(tx, tenantId, chargeId);
    const note = promise.creditNotes[index];
    invariant(note && isId("charge", note.invoiceId), `charge ${chargeId} has a credit note ${index}`);
    const { user } = await paymentAdministratorOf(tx, tenantId);
    const credited = await getCharge(tx, tenantId, note.invoiceId);
    return { note, credited, currency: promise.currency, locale: user.locale };
  },
  async execute({ chargeId, index }, message, _ctx, { note, credited, currency, locale }) {
    const { state, stripeInvoiceId: invoiceId } = credited;
    if (state === "void" || state === "failed") return null;
    if (!invoiceId) throw new OutsideUnreachable("the invoice that is credited is still being made");
    const lines = note.lines.map((line) => invoiceLineOf(line, currency, locale));
    const wanted = { invoiceId, name: `${chargeId}:${index}`, chargeId, lines, totalMinor: note.totalMinor };
    await createCreditNote(wanted, message.id);
    return { invoiceId, currency, minor: -note.totalMinor };
  },
  async settle(tx, ctx, { tenantId }, { chargeId }, credited) {
    if (!credited) return;
    const { invoiceId: stripeInvoiceId, currency, minor } = credited;
    const facts = await moneyFacts(tx, [{ stripeInvoiceId, currency, minor }]);
    await recordAudit(tx, ctx, tenantId, {
      action: "license.credited",
      after: { chargeId, stripeInvoiceId, ...facts },
    });
    await enqueueInvoiceRefresh(tx, stripeInvoiceId);
  },
  async refuse(tx, ctx, { tenantId }, { chargeId }, reason) {
    await recordAudit(tx, ctx, tenantId, { action: "license.credit_refused", after: { chargeId, reason } });
  },
});
