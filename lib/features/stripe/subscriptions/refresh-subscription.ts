import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { refreshContractPayment } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { contractOfSubscription, findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { observeSubscription } from "@/lib/features/license/differences/observe-subscription";
import type { FoundBy } from "@/lib/features/license/differences/record-differences";
import { getLicense, type License, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads, takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { readSubscription, type SubscriptionFacts } from "@/lib/stripe/subscriptions";
import { noteDiscounts } from "./note-discounts";
import { enqueueRefresh } from "./refresh-what-waits";

/**
 * Reads a subscription anew. The license is the fact and the subscription follows it, so only one thing is taken over from
 * Stripe: that somebody stopped or resumed the renewal there. What else people changed is kept as differences, for staff
 * to decide. Where a contract says what is licensed, not even that is taken over: the subscription is made to follow again. Coupons on it are kept for the next
 * promise. Throws `OutsideUnreachable` if Stripe is silent.
 */
export async function refreshSubscription(
  ctx: Context,
  stripeSubscriptionId: string,
  foundBy: FoundBy = "webhook",
): Promise<void> {
  const sequence = await takeSequenceNumber();
  const found = await readSubscription(stripeSubscriptionId);
  await noteDiscounts(found);
  const contract = await acrossTenants((tx) => contractOfSubscription(tx, stripeSubscriptionId));
  if (contract) return refreshContractPayment(ctx, contract.tenantId);
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, found.customerId));
  if (!tenantId) return;
  const isContract = await inTenant(tenantId, async (tx) => {
    if (!(await findRunningContract(tx, tenantId))) return false;
    const license = await getLicense(tx, tenantId);
    const isOwn = license.stripeSubscriptionId === found.id;
    // Somebody ended it, or stopped or resumed its renewal, at Stripe: the contract says how long it runs.
    if (isOwn && (found.status === "canceled" || isRenewalChanged(license, found)))
      await enqueueSync(tx, ctx, tenantId);
    else await observeSubscription(tx, ctx, license, found, foundBy);
    return true;
  });
  if (isContract) return refreshContractPayment(ctx, tenantId);
  await inTenant(tenantId, (tx) => takeOver(tx, ctx, { tenantId, sequence, foundBy }, found));
}

/** It ends with its period, or does not, other than Choba told it. An end on another day is a difference. */
const isRenewalChanged = ({ toldRenews }: License, { renews, whole }: SubscriptionFacts): boolean =>
  toldRenews !== null &&
  renews !== toldRenews &&
  (whole.endsAt === null || whole.endsAt.getTime() === whole.periodEnd?.getTime());

type Reading = { tenantId: Id<"tenant">; sequence: bigint; foundBy: FoundBy };

async function takeOver(
  tx: Transaction,
  ctx: Context,
  { tenantId, sequence, foundBy }: Reading,
  found: SubscriptionFacts,
): Promise<void> {
  await beginDuePeriods(tx, ctx, tenantId);
  const license = await lockLicense(tx, tenantId);
  if (license.stripeSubscriptionId !== found.id) return observeSubscription(tx, ctx, license, found, foundBy);
  if (license.interval === null) return;
  // Something that Choba does to it is under way: what was read may be a step of that.
  if (await pendingParameters(tx, tenantId, "stripe.subscription.sync")) return;
  if (license.appliedSequence >= sequence) {
    await enqueueRefresh(tx, found.id);
    return;
  }
  await outdateEarlierReads(tx, tenantId);
  // What Choba has not told yet is no change that somebody made at Stripe.
  const isChangedThere = license.toldRenews !== null && found.renews !== license.toldRenews;
  const runs = found.status !== "canceled";
  if (runs && isChangedThere && found.renews !== license.renews)
    await takeOverRenewal(tx, ctx, license, found.renews);
  await observeSubscription(tx, ctx, await lockLicense(tx, tenantId), found, foundBy);
}

async function takeOverRenewal(
  tx: Transaction,
  ctx: Context,
  license: License,
  renews: boolean,
): Promise<void> {
  await tx
    .update(licenses)
    .set({ renews, toldRenews: renews })
    .where(eq(licenses.tenantId, license.tenantId));
  await recordAudit(tx, ctx, license.tenantId, {
    action: renews ? "license.renewal_resumed" : "license.renewal_stopped",
    before: { renews: license.renews },
    after: { renews },
  });
}
