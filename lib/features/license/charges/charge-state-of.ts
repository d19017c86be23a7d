import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import type { Charge } from "./queries";

/** A charge as its final invoice says it. While a credit note is on its way, what is left to pay stays as noted. */
export async function chargeStateOf(
  tx: Transaction,
  { now }: Context,
  { tenantId, closedAt }: Charge,
  { id, status, hostedUrl, failure, openMinor }: InvoiceSnapshot,
): Promise<Partial<Charge>> {
  const isClosed = status === "paid" || status === "void";
  const isCredited = (await pendingParameters(tx, tenantId, "stripe.credit_note.create")) !== null;
  return {
    state: isClosed ? status : "open",
    closedAt: isClosed ? (closedAt ?? now) : null,
    stripeInvoiceId: id,
    hostedInvoiceUrl: hostedUrl,
    reason: failure,
    ...(isClosed || !isCredited ? { openMinor: isClosed ? 0n : openMinor } : {}),
  };
}
