import { eq } from "drizzle-orm";
import { couponRedemptions, coupons } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";

type Redemption = {
  tenantId: Id<"tenant">;
  orderId: Id<"order">;
  couponId: Id<"coupon">;
  /** The day for which the order was priced. */
  day: Day;
};

/** The coupon belongs to the license from now on. Called in the transaction that completes the order, once for it. */
export async function redeemCoupon(
  tx: Transaction,
  ctx: Context,
  { tenantId, orderId, couponId, day }: Redemption,
): Promise<void> {
  const [coupon] = await tx.select().from(coupons).where(eq(coupons.id, couponId));
  invariant(coupon, `coupon ${couponId} exists`);
  await tx.insert(couponRedemptions).values({
    tenantId,
    id: newId("redemption"),
    couponId,
    orderId,
    redeemedOn: day,
    oncePerTenant: coupon.oncePerTenant,
    createdAt: ctx.now,
  });
  await recordAudit(tx, ctx, tenantId, { action: "coupon.redeem", after: { coupon: coupon.code, day } });
}
