import { eq } from "drizzle-orm";
import { z } from "zod";
import { billingDetails, paymentAccounts } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { readCustomer } from "@/lib/stripe/customers";
import { recordAudit } from "../audit/record";
import { stripeBillingDetailsUpdate } from "../billing-details/stripe-update";
import { pendingParameters } from "../outbox/enqueue";
import type { Context } from "../shared/context";
import { lockTenant } from "../tenants/lock";
import { findPaymentAccount, tenantOfCustomer } from "./queries";

/**
 * Reads the customer anew and takes over what the payer changed on Stripe's portal: name, e-mail, card on file, address.
 * Running it twice, late or out of order ends the same, because it always reads what is true now.
 */
export async function refreshPaymentAccount(ctx: Context, stripeCustomerId: string): Promise<void> {
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, stripeCustomerId));
  if (!tenantId) return;
  const customer = await readCustomer(stripeCustomerId);
  await inTenant(tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const before = await findPaymentAccount(tx, tenantId);
    if (!before) return;
    if (customer.deleted) {
      // Deleted in Stripe's dashboard: without this the tenant could never pay again.
      await tx.delete(paymentAccounts).where(eq(paymentAccounts.tenantId, tenantId));
      await recordAudit(tx, ctx, tenantId, {
        action: "payment_account.deleted_in_stripe",
        before: { stripeCustomerId },
      });
      return;
    }
    const after = {
      payerName: customer.name,
      payerEmail: customer.email,
      hasPaymentMethod: customer.hasPaymentMethod,
    };
    await tx.update(paymentAccounts).set(after).where(eq(paymentAccounts.tenantId, tenantId));
    if (before.payerName !== after.payerName || before.payerEmail !== after.payerEmail)
      await recordAudit(tx, ctx, tenantId, {
        action: "payment_account.changed_in_stripe",
        before: { payerName: before.payerName, payerEmail: before.payerEmail },
        after: { payerName: after.payerName, payerEmail: after.payerEmail },
      });
    await takeOverDetails(tx, ctx, tenantId, customer);
  });
}

/** What was entered here and is still on its way to Stripe must not be overwritten by what Stripe had before. */
async function takeOverDetails(
  tx: Parameters<Parameters<typeof inTenant>[1]>[0],
  ctx: Context,
  tenantId: Parameters<typeof inTenant>[0],
  customer: Awaited<ReturnType<typeof readCustomer>>,
): Promise<void> {
  if (!customer.address) return;
  if (await pendingParameters(tx, tenantId, stripeBillingDetailsUpdate.name, z.unknown())) return;
  const [entered] = await tx.select().from(billingDetails).where(eq(billingDetails.tenantId, tenantId));
  // Entered here after Stripe was asked: what Stripe said is older.
  if (entered && entered.updatedAt > ctx.now) return;
  const before = entered?.details ?? null;
  const after = { companyName: customer.businessName, phone: customer.phone, ...customer.address };
  if (
    before &&
    Object.entries(after).every(([field, value]) => before[field as keyof typeof after] === value)
  )
    return;
  const row = { details: after, enteredBy: "stripe", updatedAt: ctx.now };
  await tx
    .insert(billingDetails)
    .values({ tenantId, ...row })
    .onConflictDoUpdate({ target: billingDetails.tenantId, set: row });
  await recordAudit(tx, ctx, tenantId, { action: "billing_details.changed_in_stripe", before, after });
}
