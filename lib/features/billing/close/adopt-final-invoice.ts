import { followUpName } from "@/lib/domain/ledger/charge-name";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import { type InvoiceSnapshot, nameCharge, readInvoice } from "@/lib/stripe/invoices";
import { totalOf } from "@/lib/stripe/manual-draft-lines";
import { chargeOwnInvoice } from "@/lib/stripe/own-invoices";
import { lackOfRenewalInvoice, type RenewalInvoice } from "@/lib/stripe/renewal-invoices";
import type { CarryFacts } from "./carry-facts";

/**
 * The renewal's invoice was final before Choba could complete it, after an outage for example. It carries the charge as
 * it is, and what it lacks follows at once on an invoice of its own.
 */
export async function adoptFinalInvoice(
  { id, carries }: RenewalInvoice,
  { own, lines, ours, knownDiscounts }: CarryFacts,
  { id: key }: Message,
): Promise<InvoiceSnapshot> {
  const lack = await lackOfRenewalInvoice(id, lines, ours, knownDiscounts);
  if (lack.lines.length > 0) {
    const chargeId = followUpName(own.chargeId);
    const lacking = { ...own, chargeId, lines: lack.lines, totalMinor: totalOf(lack.lines) };
    // Another key than that of an attempt that found a draft.
    await chargeOwnInvoice(lacking, `${key}:difference`, true);
  }
  if (carries !== own.chargeId || lack.takenBack.length > 0)
    await nameCharge(id, own.chargeId, lack.takenBack, `${key}:name`);
  return readInvoice(id);
}
