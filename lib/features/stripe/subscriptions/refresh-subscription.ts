import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { refreshContractPayment } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { contractOfSubscription, findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import {
  findOpenReservation,
  getLicense,
  type License,
  lockLicense,
} from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads, takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { readSubscription, type SubscriptionFacts } from "@/lib/stripe/subscriptions";
import { noteDiscounts } from "./note-discounts";
import { enqueueRefresh } from "./refresh-what-waits";

/**
 * Reads a subscription anew. The license is the fact and the subscription follows it, so only two things are taken over
 * from Stripe: that somebody stopped or resumed the renewal there, and that the subscription was ended there. Where a
 * contract says what is licensed, only what is due. Coupons on it are kept for the next promise. Throws `OutsideUnreachable` if Stripe is silent.
 */
export async function refreshSubscription(ctx: Context, stripeSubscriptionId: string): Promise<void> {
  const sequence = await takeSequenceNumber();
  const found = await readSubscription(stripeSubscriptionId);
  await noteDiscounts(found);
  const contract = await acrossTenants((tx) => contractOfSubscription(tx, stripeSubscriptionId));
  if (contract) return refreshContractPayment(ctx, contract.tenantId);
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, found.customerId));
  if (!tenantId) return;
  const isContract = await inTenant(tenantId, async (tx) => {
    if (!(await findRunningContract(tx, tenantId))) return false;
    const { stripeSubscriptionId } = await getLicense(tx, tenantId);
    // Somebody ended it at Stripe: the contract runs on, so it is made anew.
    if (found.status === "canceled" && stripeSubscriptionId === found.id)
      await enqueueSync(tx, ctx, tenantId);
    return true;
  });
  if (isContract) return refreshContractPayment(ctx, tenantId);
  await inTenant(tenantId, (tx) => takeOver(tx, ctx, tenantId, sequence, found));
}

async function takeOver(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  sequence: bigint,
  found: SubscriptionFacts,
): Promise<void> {
  await beginDuePeriods(tx, ctx, tenantId);
  const license = await lockLicense(tx, tenantId);
  if (license.interval === null || license.stripeSubscriptionId !== found.id) return;
  // Something that Choba does to it is under way: what was read may be a step of that.
  if (await pendingParameters(tx, tenantId, "stripe.subscription.sync")) return;
  if (license.appliedSequence >= sequence) {
    await enqueueRefresh(tx, found.id);
    return;
  }
  await outdateEarlierReads(tx, tenantId);
  if (found.status === "canceled") {
    await endLicense(tx, ctx, license, found.endedAt ?? ctx.now);
    const reservation = await findOpenReservation(tx, tenantId);
    if (reservation) await closeReservation(tx, ctx, reservation, "cancelled", "license_ended");
    await enqueueSync(tx, ctx, tenantId);
    return;
  }
  // What Choba has not told yet is no change that somebody made at Stripe.
  const isChangedThere = license.toldRenews !== null && found.renews !== license.toldRenews;
  if (isChangedThere && found.renews !== license.renews)
    await takeOverRenewal(tx, ctx, license, found.renews);
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
