import { and, eq, sql } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { ReadSubscription } from "@/lib/stripe/subscriptions";

/** Writes down which coupons people have put on the subscription of a license: the next promise contains them. */
export async function noteDiscounts({ id, discounts }: ReadSubscription): Promise<void> {
  const isNew = sql`${licenses.foundDiscounts} is distinct from ${JSON.stringify(discounts)}::jsonb`;
  await acrossTenants((tx) =>
    tx
      .update(licenses)
      .set({ foundDiscounts: discounts })
      .where(and(eq(licenses.stripeSubscriptionId, id), isNew)),
  );
}
