import type { Transaction } from "@/lib/db/transaction";
import { couponsForPlan, type RedeemedCoupon, runningCoupons } from "@/lib/domain/coupons/running-coupons";
import type { Id } from "@/lib/domain/ids";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import type { Day, DaySpan } from "@/lib/domain/time/day-span";
import { usageSharesSince } from "@/lib/features/license/charges/queries";
import { readHeldTerms, readRedeemed } from "./queries";

type Wanted = {
  tenantId: Id<"tenant">;
  timeZone: string;
  day: Day;
  currency: string;
  /** The plan that is charged, and the one that is held from the next period on. */
  planKey: string;
  nextPlanKey: string;
  /** The running period; null if nothing was held before. */
  period: DaySpan | null;
  billed: readonly BilledLine[];
  /** A coupon that is redeemed with this change. */
  added: RedeemedCoupon | null;
};

/** The coupons of a bought license for a promise of `day`: those that were redeemed, and the one that is just added. */
export async function couponsOf(
  tx: Transaction,
  { tenantId, timeZone, planKey, nextPlanKey, added, ...wanted }: Wanted,
): Promise<Pick<PromiseTerms, "coupons" | "nextCoupons">> {
  const redeemed = await readRedeemed(tx, tenantId);
  if (redeemed.length === 0 && !added) return { coupons: [] };
  const terms = await readHeldTerms(tx, tenantId, timeZone);
  const running = runningCoupons({
    ...wanted,
    byUsage: wanted.period ? await usageSharesSince(tx, tenantId, wanted.period.from) : [],
    redeemed: added ? [...redeemed, added] : redeemed,
    terms,
  });
  return { coupons: couponsForPlan(running, planKey), nextCoupons: couponsForPlan(running, nextPlanKey) };
}
