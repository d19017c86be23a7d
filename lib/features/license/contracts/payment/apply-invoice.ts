import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { chargeStateOf } from "@/lib/features/license/charges/charge-state-of";
import { type Charge, updateCharge } from "@/lib/features/license/charges/queries";
import { scheduleRetry } from "@/lib/features/license/collection/schedule-retry";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import { enqueuePaymentRefresh } from "./refresh-contract-payment";

/** What the invoice of a contract's charge says: paid, open or given up. Safe to repeat and to be late. */
export async function applyInvoiceToContract(
  tx: Transaction,
  ctx: Context,
  charge: Charge,
  invoice: InvoiceSnapshot,
): Promise<void> {
  if (invoice.status === "draft") return;
  await updateCharge(tx, charge, await chargeStateOf(tx, ctx, charge, invoice));
  await scheduleRetry(tx, ctx, charge, true);
  await enqueuePaymentRefresh(tx, charge.tenantId);
}
