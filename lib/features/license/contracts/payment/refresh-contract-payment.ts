import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { moneyFacts } from "@/lib/features/license/charges/money-facts";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { notifyLicense } from "@/lib/features/license/lifecycle/notify-license";
import { type License, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads, takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { findPaymentAccount, tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { type OpenInvoice, openInvoicesOf } from "@/lib/stripe/open-invoices";

/** The wish to read anew, soon, what a tenant with a contract owes. */
export const enqueuePaymentRefresh = (tx: Transaction, tenantId: Id<"tenant">) =>
  enqueueJob(tx, "contract-payment", { tenantId }, { key: `contract-payment:${tenantId}` });

/** As `refreshContractPayment`, for the tenant of a Stripe customer; nothing for somebody else's. */
export async function refreshPaymentOfCustomer(ctx: Context, stripeCustomerId: string): Promise<void> {
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, stripeCustomerId));
  if (tenantId) await refreshContractPayment(ctx, tenantId);
}

/**
 * Reads which invoices of a tenant with a contract are open, Choba's and those made in Stripe's dashboard alike, and
 * notes whether something is due or overdue. The license stays in either case: what follows is for people to decide.
 */
export async function refreshContractPayment(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const customerId = await inTenant(tenantId, async (tx) => {
    if (!(await findRunningContract(tx, tenantId))) return null;
    return (await findPaymentAccount(tx, tenantId))?.stripeCustomerId ?? null;
  });
  if (!customerId) return;
  const sequence = await takeSequenceNumber();
  const open = await openInvoicesOf(customerId);
  await inTenant(tenantId, async (tx) => {
    const license = await lockLicense(tx, tenantId);
    if (!(await findRunningContract(tx, tenantId))) return;
    // Something newer was noted while Stripe was answering.
    if (license.appliedSequence >= sequence) return enqueuePaymentRefresh(tx, tenantId);
    await outdateEarlierReads(tx, tenantId);
    await note(tx, ctx, license, open);
  });
}

async function note(tx: Transaction, ctx: Context, license: License, open: OpenInvoice[]): Promise<void> {
  const payment = paymentOf(open, ctx.now);
  const dueInvoiceUrl = open[0]?.hostedUrl ?? null;
  if (payment === license.payment && dueInvoiceUrl === license.dueInvoiceUrl) return;
  const isUnpaid = payment === "failed" || payment === "overdue";
  const unpaidSince = isUnpaid ? (license.unpaidSince ?? ctx.now) : null;
  await tx
    .update(licenses)
    .set({ payment, dueInvoiceUrl, unpaidSince })
    .where(eq(licenses.tenantId, license.tenantId));
  if (payment === license.payment) return;
  await recordAudit(tx, ctx, license.tenantId, {
    action: `license.payment_${payment}`,
    before: { payment: license.payment },
    after: { payment, ...(await moneyFacts(tx, open.map(owedOf))) },
  });
  if (payment === "overdue") await notifyLicense(tx, ctx, license, "invoice_overdue");
}

const owedOf = ({ id, currency, amountDueMinor }: OpenInvoice) => ({
  stripeInvoiceId: id,
  currency,
  minor: BigInt(amountDueMinor),
});

/** An invoice without a day by which it is to be paid was to be charged to a card: that has failed. */
function paymentOf(open: readonly OpenInvoice[], now: Date): License["payment"] {
  if (open.length === 0) return "paid";
  if (open.some(({ isSent, dueAt }) => isSent && dueAt && dueAt <= now)) return "overdue";
  return open.some(({ isSent }) => !isSent) ? "failed" : "due";
}
