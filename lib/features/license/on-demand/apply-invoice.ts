import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { chargeStateOf } from "@/lib/features/license/charges/charge-state-of";
import { type Charge, updateCharge } from "@/lib/features/license/charges/queries";
import { notePayment } from "@/lib/features/license/collection/note-payment";
import { scheduleRetry } from "@/lib/features/license/collection/schedule-retry";
import { enqueuePaymentRefresh } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";

/** What the invoice of an on-demand charge says: paid, open or given up. Safe to repeat and to be late. */
export async function applyInvoiceToOnDemand(
  tx: Transaction,
  ctx: Context,
  charge: Charge,
  invoice: InvoiceSnapshot,
): Promise<void> {
  if (invoice.status === "draft") return;
  const license = await lockLicense(tx, charge.tenantId);
  await updateCharge(tx, charge, await chargeStateOf(tx, ctx, charge, invoice));
  await scheduleRetry(tx, ctx, charge, true);
  if (await findRunningContract(tx, charge.tenantId)) await enqueuePaymentRefresh(tx, charge.tenantId);
  else await notePayment(tx, ctx, license);
}
