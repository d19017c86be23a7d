import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { type Charge, getCharge, updateCharge } from "@/lib/features/license/charges/queries";
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
  await updateCharge(tx, charge, {
    ...chargeStateOf(ctx, charge, invoice),
    stripeInvoiceId: invoice.id,
    hostedInvoiceUrl: invoice.hostedUrl,
    reason: invoice.failure,
  });
  if (!close.closedAt) {
    await updateClose(tx, close, { state: "done", closedAt: ctx.now, problem: null });
    await enqueueSync(tx, ctx, close.tenantId);
  }
  await notePayment(tx, ctx, license, invoice);
}

function chargeStateOf({ now }: Context, charge: Charge, { status }: InvoiceSnapshot) {
  if (status === "paid") return { state: "paid" as const, closedAt: charge.closedAt ?? now };
  if (status === "void") return { state: "void" as const, closedAt: charge.closedAt ?? now };
  return { state: "open" as const };
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
