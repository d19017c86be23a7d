import { and, eq } from "drizzle-orm";
import { billingCloses, charges, orders } from "@/drizzle/schema";
import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import { foundDiscountOf } from "@/lib/domain/coupons/found-discount";
import { type Id, isId } from "@/lib/domain/ids";
import { applyInvoiceToClose } from "@/lib/features/billing/close/apply-invoice";
import { closeTenant } from "@/lib/features/billing/close/close-tenant";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { pendingMessages } from "@/lib/features/foundation/outbox/pending-messages";
import { noteCredited } from "@/lib/features/license/charges/note-credited";
import type { Charge } from "@/lib/features/license/charges/queries";
import { applyInvoiceToContract } from "@/lib/features/license/contracts/payment/apply-invoice";
import { isUnexpectedDraft } from "@/lib/features/license/differences/take-back-draft-at-stripe";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { applyInvoiceToOnDemand } from "@/lib/features/license/on-demand/apply-invoice";
import { applyInvoiceToOrder } from "@/lib/features/license/orders/apply-invoice";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { creditedByPeople } from "@/lib/stripe/credit-notes";
import { type InvoiceSnapshot, readInvoice } from "@/lib/stripe/invoices";

/**
 * Reads an invoice anew and applies it to the charge that it carries. A draft of a renewal carries none yet: then the
 * tenant's close is asked to go on. Other invoices are none of ours.
 */
export async function refreshCharge(ctx: Context, stripeInvoiceId: string): Promise<void> {
  const invoice = await readInvoice(stripeInvoiceId);
  const { chargeId } = invoice;
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, invoice.customerId));
  if (!tenantId) return;
  if (invoice.status === "draft" && invoice.isRenewal) {
    await closeTenant(ctx, tenantId);
    return inTenant(tenantId, (tx) => takeBackIfUnexpected(tx, ctx, tenantId, invoice));
  }
  if (!chargeId || !isId("charge", chargeId)) return;
  const known = await inTenant(tenantId, (tx) => discountsPromised(tx, tenantId, chargeId));
  const creditedMinor = invoice.isLowered ? await creditedByPeople(stripeInvoiceId, known) : 0n;
  await inTenant(tenantId, (tx) => apply(tx, ctx, { tenantId, chargeId, creditedMinor }, invoice));
}

async function takeBackIfUnexpected(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  draft: InvoiceSnapshot,
): Promise<void> {
  if (!(await isUnexpectedDraft(tx, await getLicense(tx, tenantId), draft))) return;
  const stripeInvoiceId = draft.id;
  const pending = await pendingMessages(tx, tenantId, "stripe.draft.take_back");
  if (pending.some(({ parameters }) => parameters.stripeInvoiceId === stripeInvoiceId)) return;
  await enqueueMessage(tx, ctx, tenantId, "stripe.draft.take_back", { stripeInvoiceId }, "worker");
}

/** The discounts that people put at Stripe and that the promise contains as lines. */
async function discountsPromised(
  tx: Transaction,
  tenantId: Id<"tenant">,
  id: Id<"charge">,
): Promise<string[]> {
  const own = and(eq(charges.tenantId, tenantId), eq(charges.id, id));
  const [charge] = await tx.select({ promise: charges.promise }).from(charges).where(own);
  return (charge?.promise.lines ?? []).flatMap((line) =>
    line.kind === "discount" ? (foundDiscountOf(line.coupon) ?? []) : [],
  );
}

type Found = { tenantId: Id<"tenant">; chargeId: Id<"charge">; creditedMinor: bigint };

async function apply(
  tx: Transaction,
  ctx: Context,
  { tenantId, chargeId, creditedMinor }: Found,
  invoice: InvoiceSnapshot,
): Promise<void> {
  const own = and(eq(charges.tenantId, tenantId), eq(charges.id, chargeId));
  const [charge] = await tx.select().from(charges).where(own);
  if (!charge) return;
  await noteCredited(tx, charge, creditedMinor);
  if (charge.kind === "order") return applyToOrder(tx, ctx, charge, invoice);
  if (charge.kind === "on_demand") return applyInvoiceToOnDemand(tx, ctx, charge, invoice);
  if (charge.kind === "contract") return applyInvoiceToContract(tx, ctx, charge, invoice);
  const [close] = await tx
    .select()
    .from(billingCloses)
    .where(and(eq(billingCloses.tenantId, tenantId), eq(billingCloses.chargeId, chargeId)));
  if (close) await applyInvoiceToClose(tx, ctx, { tenantId, closeId: close.id }, invoice);
}

async function applyToOrder(
  tx: Transaction,
  ctx: Context,
  charge: Charge,
  invoice: InvoiceSnapshot,
): Promise<void> {
  const { tenantId } = charge;
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenantId, tenantId), eq(orders.chargeId, charge.id)));
  if (order) await applyInvoiceToOrder(tx, ctx, { tenantId, orderId: order.id }, invoice);
}
