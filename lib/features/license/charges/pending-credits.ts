import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { pendingMessages } from "@/lib/features/foundation/outbox/pending-messages";
import type { Locale } from "@/lib/i18n/locales";
import type { WantedCreditNote } from "@/lib/stripe/credit-notes";
import { invoiceLineOf } from "./invoice-of";
import { getCharge } from "./queries";

/** A credit note that waits for its invoice. `key`: by which its own message makes it, so that both make one. */
export type PendingCredit = { key: string; note: Omit<WantedCreditNote, "invoiceId"> };

/** What is to be credited on the invoice of a charge that is still being made. */
export async function pendingCredits(
  tx: Transaction,
  tenantId: Id<"tenant">,
  creditedId: Id<"charge">,
  locale: Locale,
): Promise<PendingCredit[]> {
  const credits: PendingCredit[] = [];
  for (const { id, parameters } of await pendingMessages(tx, tenantId, "stripe.credit_note.create")) {
    const { chargeId, index } = parameters;
    const { promise } = await getCharge(tx, tenantId, chargeId);
    const note = promise.creditNotes[index];
    if (note?.invoiceId !== creditedId) continue;
    const lines = note.lines.map((line) => invoiceLineOf(line, promise.currency, locale));
    const name = `${chargeId}:${index}`;
    credits.push({ key: id, note: { name, chargeId, lines, totalMinor: note.totalMinor } });
  }
  return credits;
}
