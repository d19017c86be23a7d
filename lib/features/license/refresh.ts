import { acrossTenants, inTenant } from "@/lib/db/transaction";

import { readSubscription } from "@/lib/stripe/subscriptions";
import { contractOfSubscription } from "../contracts/queries";
import { refreshContractPayment } from "../contracts/refresh-payment";
import { tenantOfCustomer } from "../payment-account/queries";
import type { Context } from "../shared/context";
import { applySubscription } from "./apply-subscription";
import { beginReading } from "./reading";

/** Reads a subscription anew and applies it to its tenant's license. Throws `OutsideUnreachable` if Stripe is silent. */
export async function refreshSubscription(ctx: Context, stripeSubscriptionId: string): Promise<void> {
  const contract = await acrossTenants((tx) => contractOfSubscription(tx, stripeSubscriptionId));
  if (contract) return refreshContractPayment(ctx, contract.tenantId);
  const reading = await beginReading();
  const snapshot = await readSubscription(stripeSubscriptionId);
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, snapshot.customerId));
  if (!tenantId) return;
  await inTenant(tenantId, (tx) => applySubscription(tx, ctx, tenantId, reading, snapshot));
}
