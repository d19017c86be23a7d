import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import {
  besideLicense,
  cancelledAtStripe,
  compareSubscription,
} from "@/lib/domain/stripe-differences/compare-subscription";
import type { Difference } from "@/lib/domain/stripe-differences/difference";
import type { Context } from "@/lib/features/foundation/context/context";
import { pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import {
  readSubscriptionFacts,
  reservationLeadMs,
} from "@/lib/features/license/subscription/wanted-subscription";
import type { SubscriptionFacts } from "@/lib/stripe/subscriptions";
import { type FoundBy, recordDifferences } from "./record-differences";

/** Compares a subscription that was read whole with what the tenant's license says, and keeps the differences. */
export async function observeSubscription(
  tx: Transaction,
  ctx: Context,
  license: License,
  found: SubscriptionFacts,
  foundBy: FoundBy,
): Promise<void> {
  const { tenantId } = license;
  const isOwn = license.stripeSubscriptionId === found.id;
  const differences = isOwn ? await ofOwn(tx, ctx, license, found) : await ofOther(tx, license, found);
  if (differences)
    await recordDifferences(tx, ctx, { tenantId, subscriptionId: found.id, isOwn }, differences, foundBy);
}

/** Null while Choba itself is about to change it: what was read may be a step of that. */
async function ofOwn(
  tx: Transaction,
  { now }: Context,
  license: License,
  found: SubscriptionFacts,
): Promise<Difference[] | null> {
  const { tenantId } = license;
  const itemIds = license.toldItems.map(({ id }) => id);
  if (await pendingParameters(tx, tenantId, "stripe.subscription.sync")) return null;
  // One of a license that runs out anyway ends a little earlier: nobody has to do anything.
  if (found.status === "canceled") return license.renews ? [cancelledAtStripe(found.whole)] : [];
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, "a license's tenant exists");
  if (await reachesSoon(tx, license, now)) return null;
  const { wanted, isRenewing, unpublished } = await readSubscriptionFacts(tx, license, tenant.timeZone, now);
  if (!wanted || isRenewing || unpublished) return null;
  return compareSubscription(found.whole, { ...wanted, itemIds });
}

/** A reservation that the subscription is to say, and has not been told yet. */
async function reachesSoon(tx: Transaction, { tenantId }: License, now: Date): Promise<boolean> {
  const reservation = await findOpenReservation(tx, tenantId);
  if (!reservation || reservation.followedAt) return false;
  return reservation.effectiveAt.getTime() - now.getTime() <= reservationLeadMs;
}

/** Where people invoice in Stripe's dashboard, subscriptions of their making are what was agreed. */
async function ofOther(
  tx: Transaction,
  { tenantId, id }: License,
  { licenseId, status, whole }: SubscriptionFacts,
): Promise<Difference[]> {
  if (status === "canceled" || status === "incomplete_expired" || licenseId === id) return [];
  const contract = await findRunningContract(tx, tenantId);
  if (contract) return contract.invoicedBy === "choba" ? [besideLicense(whole)] : [];
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  return tenant?.salesModel === "self_serve" ? [besideLicense(whole)] : [];
}
