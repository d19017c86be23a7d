import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { StripeBillingDetails } from "@/lib/domain/billing-details/stripe-billing-details";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { applyReading } from "./apply-reading";
import { findBillingDetailsRow } from "./queries";
import { syncUnlessPending } from "./update-at-stripe";

/** To be called before Stripe is asked: a number by which an answer that comes too late is recognised. */
export const beginReading = (tenantId: Id<"tenant">): Promise<number> =>
  inTenant(tenantId, async (tx) => (await findBillingDetailsRow(tx, tenantId))?.sequenceNumber ?? 0);

/**
 * Applies what Stripe says, and sends what only we changed; not again what Stripe has refused, until somebody saves anew.
 * False when something was written to Stripe since `reading` began: then it has to be asked again. The caller holds the
 * tenant's lock.
 */
export async function followStripe(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  theirs: StripeBillingDetails,
  reading: number,
): Promise<boolean> {
  const toSend = await applyReading(tx, ctx, tenantId, theirs, reading);
  if (!toSend) return false;
  const isRefused = (await findBillingDetailsRow(tx, tenantId))?.stripeRefusal != null;
  if (toSend.length > 0 && !isRefused) await syncUnlessPending(tx, ctx, tenantId);
  return true;
}
