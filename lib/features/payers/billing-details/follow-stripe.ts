import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { StripeBillingDetails } from "@/lib/domain/billing-details/stripe-billing-details";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { applyStripeDetails } from "./apply-stripe-details";
import { findBillingDetailsRow } from "./queries";
import { syncUnlessPending } from "./update-at-stripe";

/** Called before Stripe is asked: with this number a response that comes too late is recognised. */
export const sequenceNumberBeforeRead = (tenantId: Id<"tenant">): Promise<number> =>
  inTenant(tenantId, async (tx) => (await findBillingDetailsRow(tx, tenantId))?.sequenceNumber ?? 0);

/**
 * Applies what Stripe says, and sends what only we changed; not again what Stripe has refused, until somebody saves again.
 * False when something was written to Stripe after `sequenceNumber` was read: then Stripe has to be asked again. The caller holds the
 * tenant's lock.
 */
export async function followStripe(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  theirs: StripeBillingDetails,
  sequenceNumber: number,
): Promise<boolean> {
  const toSend = await applyStripeDetails(tx, ctx, tenantId, theirs, sequenceNumber);
  if (!toSend) return false;
  const isRefused = (await findBillingDetailsRow(tx, tenantId))?.stripeRefusal != null;
  if (toSend.length > 0 && !isRefused) await syncUnlessPending(tx, ctx, tenantId);
  return true;
}
