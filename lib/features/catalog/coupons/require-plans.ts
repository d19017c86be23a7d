import { inArray } from "drizzle-orm";
import { plans } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";

/** Refuses a coupon for a plan that does not exist. Retired plans are held by somebody, so they may be named. */
export async function requirePlans(tx: Transaction, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const known = await tx
    .select({ key: plans.key })
    .from(plans)
    .where(inArray(plans.key, [...keys]));
  if (keys.some((key) => !known.some((plan) => plan.key === key)))
    throw new Refused("invalid_input", { fields: [{ field: "plans", rule: "no_such_plan" }] });
}
