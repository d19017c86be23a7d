import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { findOrder, lockLicense } from "@/lib/features/license/lifecycle/queries";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import { closeOrder, updateOrder } from "./close-order";
import { completeOrder } from "./complete-order";

/**
 * What the invoice says about its open order: paid, waiting for the payer, or given up. Safe to repeat, to be late, and
 * to be asked by several at once: the order is read under the license's lock, so it is completed once.
 */
export async function applyInvoiceToOrder(
  tx: Transaction,
  ctx: Context,
  { tenantId, orderId }: { tenantId: Id<"tenant">; orderId: Id<"order"> },
  invoice: InvoiceSnapshot,
): Promise<void> {
  await lockLicense(tx, tenantId);
  const order = await findOrder(tx, tenantId, orderId);
  if (!order || order.closedAt) return;
  const charge = await getCharge(tx, tenantId, order.chargeId);
  await updateCharge(tx, charge, { stripeInvoiceId: invoice.id, hostedInvoiceUrl: invoice.hostedUrl });
  switch (invoice.status) {
    case "paid":
      return completeOrder(tx, ctx, order, charge);
    case "open": {
      const reason =
        invoice.waitsFor === "authentication"
          ? "authentication_required"
          : (invoice.failure ?? "card_declined");
      await updateCharge(tx, charge, { state: "open", reason });
      return updateOrder(tx, order, { state: "awaiting_payment", reason });
    }
    case "void":
    case "uncollectible":
      await updateCharge(tx, charge, { state: "void", closedAt: ctx.now });
      return closeOrder(tx, ctx, order, "cancelled", "not_paid_in_time");
    case "draft":
      return;
  }
}
