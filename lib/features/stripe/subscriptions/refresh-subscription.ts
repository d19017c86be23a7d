import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { refreshContractPayment } from "@/lib/features/license/contracts/at-stripe/refresh-contract-payment";
import { contractOfSubscription, findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { findSubscription } from "@/lib/stripe/subscriptions";
import { applySubscription } from "./apply-subscription";

/**
 * Reads a subscription anew and applies it to its tenant's license, or, where a contract says what is licensed, only to
 * what is due: a subscription of a contract may have many items, and may be known to Stripe before its id is to us.
 * Throws `OutsideUnreachable` if Stripe is silent.
 */
export async function refreshSubscription(ctx: Context, stripeSubscriptionId: string): Promise<void> {
  const contract = await acrossTenants((tx) => contractOfSubscription(tx, stripeSubscriptionId));
  if (contract) return refreshContractPayment(ctx, contract.tenantId);
  const sequence = await takeSequenceNumber();
  const found = await findSubscription(stripeSubscriptionId);
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, found.customerId));
  if (!tenantId) return;
  const running = await inTenant(tenantId, (tx) => findRunningContract(tx, tenantId));
  if (running || found.contractId) return refreshContractPayment(ctx, tenantId);
  const snapshot = await found.snapshot();
  await inTenant(tenantId, (tx) => applySubscription(tx, ctx, tenantId, sequence, snapshot));
}
