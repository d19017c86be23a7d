import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { chargeStateOf } from "@/lib/features/license/charges/charge-state-of";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { notePayment } from "@/lib/features/license/collection/note-payment";
import { scheduleRetry } from "@/lib/features/license/collection/schedule-retry";
import { enqueuePaymentRefresh } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import { getClose, updateClose } from "./queries";

/** What a close's invoice says: it is final, it is paid, or its collection fails. Safe to repeat and to be late. */
export async function applyInvoiceToClose(
  tx: Transaction,
  ctx: Context,
  { tenantId, closeId }: { tenantId: Id<"tenant">; closeId: Id<"close"> },
  invoice: InvoiceSnapshot,
): Promise<void> {
  const license = await lockLicense(tx, tenantId);
  const close = await getClose(tx, tenantId, closeId);
  invariant(close.chargeId, "a close with an invoice owes something");
  const charge = await getCharge(tx, close.tenantId, close.chargeId);
  if (invoice.status === "draft") return;
  await updateCharge(tx, charge, await chargeStateOf(tx, ctx, charge, invoice));
  // The invoice's webhook may come before the one who made it final says so, or instead of it.
  const carrier = invoice.isRenewal ? "renewal_draft" : "own_invoice";
  await scheduleRetry(tx, ctx, charge, carrier === "own_invoice");
  if (!close.closedAt) {
    await updateClose(tx, close, { state: "done", carrier, closedAt: ctx.now, problem: null, triedAt: null });
    await enqueueSync(tx, ctx, close.tenantId);
  }
  // Everything that a tenant with a contract owes is looked at together.
  if (await findRunningContract(tx, close.tenantId)) await enqueuePaymentRefresh(tx, close.tenantId);
  else await notePayment(tx, ctx, license);
}
