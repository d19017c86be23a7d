import type { Transaction } from "@/lib/db/transaction";
import { couponCodeOf } from "@/lib/domain/coupons/coupon";
import { couponProblem, type Redeeming } from "@/lib/domain/coupons/coupon-problem";
import { runningCoupons } from "@/lib/domain/coupons/running-coupons";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import {
  type CouponRow,
  countRedemptions,
  couponOf,
  findCouponByCode,
  readHeldTerms,
  readRedeemed,
} from "./queries";

type Asked = { tenantId: Id<"tenant">; timeZone: string } & Pick<
  Redeeming,
  "day" | "planKey" | "currency" | "isReserved"
>;

/** The coupon of a code that somebody typed. Refuses with `invalid_input` for `couponCode` if it does not hold. */
export async function redeemableCoupon(
  tx: Transaction,
  typed: string,
  { tenantId, timeZone, ...asked }: Asked,
): Promise<CouponRow> {
  const row = await findCouponByCode(tx, couponCodeOf(typed));
  if (!row) throw refusedCode("coupon_unknown");
  const running = runningCoupons({
    redeemed: await readRedeemed(tx, tenantId),
    terms: await readHeldTerms(tx, tenantId, timeZone),
    day: asked.day,
    currency: asked.currency,
    period: null,
    billed: [],
  });
  const problem = couponProblem(
    { ...couponOf(row), isArchived: row.archivedAt !== null },
    {
      ...asked,
      isUsedUp: row.maximumUses !== null && row.used >= row.maximumUses,
      ownRedemptions: await countRedemptions(tx, tenantId, row.id),
      runs: running.some(({ key }) => key === row.id),
    },
  );
  if (problem) throw refusedCode(problem);
  return row;
}

export const refusedCode = (rule: string): Refused =>
  new Refused("invalid_input", { fields: [{ field: "couponCode", rule }] });
