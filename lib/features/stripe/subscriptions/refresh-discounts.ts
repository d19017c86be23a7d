import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { discountsOfSubscription } from "@/lib/stripe/discounts";

/** Reads again which coupons people have put on the subscription of a license: the next promise contains them. */
export async function refreshDiscounts(stripeSubscriptionId: string): Promise<void> {
  const ofLicense = eq(licenses.stripeSubscriptionId, stripeSubscriptionId);
  const follows = await acrossTenants((tx) => tx.select({ id: licenses.id }).from(licenses).where(ofLicense));
  if (follows.length === 0) return;
  const foundDiscounts = await discountsOfSubscription(stripeSubscriptionId);
  await acrossTenants((tx) => tx.update(licenses).set({ foundDiscounts }).where(ofLicense));
}
