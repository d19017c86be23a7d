import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { chargeStateOf } from "@/lib/features/license/charges/charge-state-of";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { notePayment } from "@/lib/features/license/collection/note-payment";
import { scheduleRetry } from "@/lib/features/license/collection/schedule-retry";
import { enqueuePaymentRefresh } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import { getClose } from "./queries";

/**
 * What a close's invoice says: it is final, it is paid, or its collection fails. Safe to repeat and to be late. A final
 * invoice does not end the close by itself: a process may have died before it was paid or sent, and a draft that became final
 * without Choba may lack something. Whoever carries the close finds out.
 */
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
  await scheduleRetry(tx, ctx, charge, !invoice.isRenewal);
  if (!close.closedAt && !(await pendingParameters(tx, tenantId, "stripe.close.carry")))
    await enqueueMessage(tx, ctx, tenantId, "stripe.close.carry", { closeId }, "worker");
  // Everything that a tenant with a contract owes is looked at together.
  if (await findRunningContract(tx, close.tenantId)) await enqueuePaymentRefresh(tx, close.tenantId);
  else await notePayment(tx, ctx, license);
}
