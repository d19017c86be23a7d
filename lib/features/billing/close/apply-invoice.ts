import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { chargeStateOf } from "@/lib/features/license/charges/charge-state-of";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { enqueuePaymentRefresh } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { notifyLicense } from "@/lib/features/license/lifecycle/notify-license";
import { type License, lockLicense } from "@/lib/features/license/lifecycle/queries";
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
  if (!close.closedAt) {
    await updateClose(tx, close, { state: "done", closedAt: ctx.now, problem: null, triedAt: null });
    await enqueueSync(tx, ctx, close.tenantId);
  }
  // Everything that a tenant with a contract owes is looked at together.
  if (await findRunningContract(tx, close.tenantId)) await enqueuePaymentRefresh(tx, close.tenantId);
  else await notePayment(tx, ctx, license, invoice);
}

/** The license says whether its renewal is paid. An attempt that has not been made yet is no failure. */
async function notePayment(
  tx: Transaction,
  ctx: Context,
  license: License,
  invoice: InvoiceSnapshot,
): Promise<void> {
  if (license.interval === null) return;
  const payment = paymentOf(invoice);
  const dueInvoiceUrl = payment === "paid" ? null : invoice.hostedUrl;
  await tx.update(licenses).set({ payment, dueInvoiceUrl }).where(eq(licenses.tenantId, license.tenantId));
  if (license.payment === payment) return;
  await recordAudit(tx, ctx, license.tenantId, {
    action: `license.payment_${payment}`,
    before: { payment: license.payment },
    after: { payment },
  });
  if (payment !== "paid") await notifyLicense(tx, ctx, { ...license, payment }, "payment_failed");
}

function paymentOf({
  status,
  waitsFor,
  failure,
}: InvoiceSnapshot): "paid" | "failed" | "authentication_needed" {
  if (status !== "open" && status !== "uncollectible") return "paid";
  if (waitsFor === "authentication") return "authentication_needed";
  return failure === null && status === "open" ? "paid" : "failed";
}
