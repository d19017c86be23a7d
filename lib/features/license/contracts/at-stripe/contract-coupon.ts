import { and, eq, inArray } from "drizzle-orm";
import { stripePrices } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { type CouponDuration, couponDuration, couponOf } from "@/lib/domain/contract/terms-at-stripe";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import { OutsideRefused } from "@/lib/http/outside";
import { ensureCoupon } from "@/lib/stripe/coupons";

const ownCoupon = "choba_";

/**
 * Makes the coupon of a contract, whose prices are published; null where it needs none. Part of a committed message: its
 * id says the contract and how long it holds, so that making it twice, also after days, is once.
 */
export async function contractCoupon(
  message: Message,
  contract: Contract,
  definition: PlanDefinition,
  anchor: Date,
): Promise<string | null> {
  const { discount, interval, startsAt } = contract;
  if (!discount) return null;
  const duration = couponDuration(discount.months, { interval, startsAt, anchor });
  if (!duration)
    throw new OutsideRefused(
      "discount_over",
      "the first invoice would bill time after the discount's months",
    );
  const coupon = couponOf(definition, discount, duration);
  if (!coupon) return null;
  const id = `${ownCoupon}${contract.id}_${lasting(duration)}`;
  await ensureCoupon(
    {
      ...duration,
      id,
      name: coupon.name.en,
      off: coupon.off,
      productIds: coupon.components && (await productsOf(contract, coupon.components)),
      metadata: { choba_tenant: contract.tenantId, choba_contract: contract.id },
    },
    message.id,
  );
  return id;
}

const lasting = ({ duration, months }: CouponDuration) => (months === null ? duration : `${months}m`);

async function productsOf(
  { tenantId, planVersionId, interval }: Contract,
  components: readonly string[],
): Promise<string[]> {
  const rows = await inTenant(tenantId, (tx) =>
    tx
      .selectDistinct({ id: stripePrices.stripeProductId })
      .from(stripePrices)
      .where(
        and(
          eq(stripePrices.planVersionId, planVersionId),
          eq(stripePrices.interval, interval),
          inArray(stripePrices.componentKey, [...components]),
        ),
      ),
  );
  return rows.map(({ id }) => id).sort();
}
