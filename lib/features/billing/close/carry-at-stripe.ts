import type { Transaction } from "@/lib/db/transaction";
import { closeProblem } from "@/lib/domain/close/close-problem";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { handler, type Message } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { getCharge } from "@/lib/features/license/charges/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { createCreditNote } from "@/lib/stripe/credit-notes";
import { endUsedDiscounts } from "@/lib/stripe/discounts";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import { chargeOwnInvoice } from "@/lib/stripe/own-invoices";
import { completeRenewalDraft, holdRenewalDraft } from "@/lib/stripe/renewal-drafts";
import { findRenewalInvoice, type RenewalInvoice, replaceRenewalDraft } from "@/lib/stripe/renewal-invoices";
import { adoptFinalInvoice } from "./adopt-final-invoice";
import { applyInvoiceToClose } from "./apply-invoice";
import { type CarryFacts, readCarryFacts } from "./carry-facts";
import { type BillingClose, getClose, updateClose } from "./queries";

const hourMs = 60 * 60 * 1000;
/** A draft that has not come by then is not waited for: Choba makes an invoice of its own. */
const draftWaitMs = 2 * hourMs;
/** A draft that is not as promised is tried again until then. The period's charges do not wait longer for it. */
const differenceWaitMs = 48 * hourMs;

/** How an attempt ended. `problem`: what staff must know of it, in a code. */
type Carried =
  | {
      state: "final";
      carrier: "renewal_draft" | "own_invoice";
      invoice: InvoiceSnapshot;
      problem: string | null;
    }
  | { state: "differs"; problem: string };

/**
 * Puts what a close owes on its invoice: the draft of the subscription's renewal, or without one an invoice of Choba's
 * own. While the draft may still come nothing is done; the sweep and the draft's webhook ask again. A draft that is not
 * as promised is not finalised but tried again, and one that cannot be completed is replaced.
 */
export const stripeCloseCarry = handler("stripe.close.carry", {
  prepare: readCarryFacts,
  async execute(_parameters, message, ctx, facts) {
    const carried = await carry(facts, message, ctx);
    if (carried?.state === "final") await endUsed(facts, message);
    return carried;
  },
  async settle(tx, ctx, { tenantId }, { closeId }, carried) {
    if (!carried) return;
    const close = await getClose(tx, tenantId, closeId);
    const { problem } = carried;
    if (carried.state === "differs") {
      await updateClose(tx, close, { problem, triedAt: ctx.now });
      if (close.problem !== problem)
        await recordAudit(tx, ctx, tenantId, {
          action: "license.invoice_differs",
          after: { reason: problem, ...(await owedBy(tx, close)) },
        });
      return;
    }
    const { carrier, invoice } = carried;
    await lockLicense(tx, tenantId);
    await updateClose(tx, close, { state: "done", carrier, problem, closedAt: ctx.now, triedAt: null });
    await enqueueSync(tx, ctx, tenantId);
    await applyInvoiceToClose(tx, ctx, { tenantId, closeId }, invoice);
    if (problem)
      await recordAudit(tx, ctx, tenantId, {
        action: "license.draft_replaced",
        after: { reason: problem, ...(await owedBy(tx, close)) },
      });
    await enqueueInvoiceRefresh(tx, invoice.id);
  },
  async refuse(tx, ctx, { tenantId }, { closeId }, reason) {
    await updateClose(tx, { tenantId, id: closeId }, { problem: reason, triedAt: ctx.now });
  },
});

/** What the close owes, as the log says amounts. */
async function owedBy(tx: Transaction, { tenantId, chargeId }: BillingClose): Promise<{ amount?: string }> {
  if (!chargeId) return {};
  const { totalMinor, currency } = await getCharge(tx, tenantId, chargeId);
  return { amount: `${totalMinor} ${currency}` };
}

async function carry(facts: CarryFacts, message: Message, ctx: Context): Promise<Carried | null> {
  const { close, subscriptionId, own, lines, ours, knownDiscounts } = facts;
  if (close.closedAt) return null;
  // What is only usage has no draft of Stripe's.
  const renewing = close.kind === "period" ? subscriptionId : null;
  const renewal = renewing ? await findRenewalInvoice(renewing, close.dueAt) : null;
  const isFinal = renewal !== null && !renewal.isDraft;
  if (isHeld(close, ctx.now) && !isFinal) {
    if (renewal && close.heldUntil) await holdRenewalDraft(renewal.id, close.heldUntil, `${message.id}:held`);
    return null;
  }
  const sinceDueMs = ctx.now.getTime() - close.dueAt.getTime();
  const credited = (invoiceId: string) => creditFirst(invoiceId, facts.credits);
  const replaced = async (draft: RenewalInvoice, reason: string): Promise<Carried> => ({
    state: "final",
    carrier: "own_invoice",
    invoice: await replaceRenewalDraft(draft, own, ours, message.id, credited),
    problem: closeProblem("draft_replaced", reason),
  });
  if (renewal?.isReplaced) return replaced(renewal, "");
  if (isFinal) return final("renewal_draft", await adoptFinalInvoice(renewal, facts, message));
  if (renewal) {
    const { chargeId, footer, registration, dueAt, totalMinor } = own;
    const expected = { chargeId, lines, footer, registration, dueAt, totalMinor, knownDiscounts };
    const completed = await completeRenewalDraft(renewal.id, expected, ours, message.id);
    if (completed.state === "final") return final("renewal_draft", completed.invoice);
    if (completed.state === "refused") return replaced(renewal, completed.reason);
    const { problem } = completed;
    if (sinceDueMs >= differenceWaitMs) return replaced(renewal, problem);
    return { state: "differs", problem: closeProblem("draft_differs", problem) };
  }
  if (renewing !== null && sinceDueMs < draftWaitMs) return null;
  return final("own_invoice", await chargeOwnInvoice(own, message.id, true, credited));
}

/** The payer is not charged what is given back anyway. The credit notes' own messages find them made. */
async function creditFirst(invoiceId: string, credits: CarryFacts["credits"]): Promise<void> {
  for (const { key, note } of credits) await createCreditNote({ ...note, invoiceId }, key);
}

const isHeld = ({ state, heldUntil }: CarryFacts["close"], now: Date): boolean =>
  state === "held" && heldUntil !== null && heldUntil > now;

/** A coupon for one invoice that people put at Stripe is used up by the line that it became. */
async function endUsed({ own, lines, subscriptionId }: CarryFacts, { id }: Message): Promise<void> {
  const used = lines.flatMap(({ discountId }) => discountId ?? []);
  if (used.length > 0) await endUsedDiscounts(own.customerId, subscriptionId, used, id);
}

const final = (carrier: "renewal_draft" | "own_invoice", invoice: InvoiceSnapshot): Carried => ({
  state: "final",
  carrier,
  invoice,
  problem: null,
});
