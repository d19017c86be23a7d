import { eq } from "drizzle-orm";
import { paymentAccounts } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { lockTenant } from "@/lib/features/foundation/use-case/lock-tenant";
import { followStripe, sequenceNumberBeforeRead } from "@/lib/features/payers/billing-details/follow-stripe";
import { findPaymentAccount, tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideUnreachable } from "@/lib/http/outside";
import { readCustomer } from "@/lib/stripe/customers";

/**
 * Reads the customer again and takes over what the payer changed on Stripe's portal: name, e-mail, card on file, billing details.
 * Running it twice, late or out of order ends the same, because it always reads what is true now.
 */
export async function refreshPaymentAccount(ctx: Context, stripeCustomerId: string): Promise<void> {
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, stripeCustomerId));
  if (!tenantId) return;
  const sequenceNumber = await sequenceNumberBeforeRead(tenantId);
  const customer = await readCustomer(stripeCustomerId);
  const followed = await inTenant(tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const before = await findPaymentAccount(tx, tenantId);
    if (!before) return true;
    if (customer.deleted) {
      // Deleted in Stripe's dashboard: without this the tenant could never pay again.
      await tx.delete(paymentAccounts).where(eq(paymentAccounts.tenantId, tenantId));
      await recordAudit(tx, ctx, tenantId, {
        action: "payment_account.deleted_in_stripe",
        before: { stripeCustomerId },
      });
      return true;
    }
    const after = {
      payerName: customer.name,
      payerEmail: customer.email,
      hasPaymentMethod: customer.hasPaymentMethod,
      paymentMethodId: customer.paymentMethodId,
      balanceMinor: customer.balanceMinor,
      foundDiscounts: customer.discounts,
    };
    await tx.update(paymentAccounts).set(after).where(eq(paymentAccounts.tenantId, tenantId));
    if (after.paymentMethodId && after.paymentMethodId !== before.paymentMethodId)
      await enqueueJob(tx, "collect-unpaid", { tenantId }, { key: `collect-unpaid:${tenantId}` });
    if (before.payerName !== after.payerName || before.payerEmail !== after.payerEmail)
      await recordAudit(tx, ctx, tenantId, {
        action: "payment_account.changed_in_stripe",
        before: { payerName: before.payerName, payerEmail: before.payerEmail },
        after: { payerName: after.payerName, payerEmail: after.payerEmail },
      });
    return !customer.billing || followStripe(tx, ctx, tenantId, customer.billing, sequenceNumber);
  });
  // Something was written to Stripe since it was asked: what it said may be older than that, so the event comes again.
  if (!followed) throw new OutsideUnreachable("billing details were written to Stripe meanwhile");
}
