import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { isFreePlan } from "@/lib/domain/catalog/plan";
import { type FieldError, Refused } from "@/lib/domain/errors";
import { recurringAmount } from "@/lib/domain/products/recurring-amount";
import { regionOf } from "@/lib/domain/tenant/region";
import { dayOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { readProducts } from "@/lib/features/catalog/products/queries";
import { type WantedProduct, wantedOfCart } from "@/lib/features/catalog/products/wanted-of-cart";
import { mayPayIn } from "@/lib/features/console/customers/adopt-currency";
import type { Customer } from "@/lib/features/console/customers/queries";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { CouponRow } from "@/lib/features/license/coupons/queries";
import { redeemableCoupon } from "@/lib/features/license/coupons/redeemable-coupon";
import { getLicense } from "@/lib/features/license/lifecycle/queries";

/** One product with what was chosen beside it, and a coupon. `at` stands before the fields of what is refused. */
export const cartSchema = z.strictObject({
  productId: z.string().max(255),
  quantity: z.int().min(0).max(1_000_000),
  addOns: z
    .array(z.strictObject({ addOnId: z.string().max(255), quantity: z.int().min(0).max(1_000_000) }))
    .max(100),
  couponCode: z.string().max(100).nullable(),
  /** Must be the product's, where it is said. */
  currency: z.string().max(10).nullable().default(null),
  /** Must be the price of a whole period, where it is said; in the currency's smallest unit. */
  price: z.bigint().nullable().default(null),
  at: z.string().max(40).default(""),
});

export type Cart = z.output<typeof cartSchema>;

export type WantedCart = WantedProduct & { coupon: CouponRow | null };

/**
 * What a cart asks for, for a customer or for somebody who is not known yet. Refuses what the customer could not buy: another
 * currency, a coupon that does not hold.
 */
export async function wantedOf(
  tx: Transaction,
  cart: Cart,
  customer: Customer | null,
  now: Date,
): Promise<WantedCart> {
  const license = customer && (await getLicense(tx, customer.id));
  const version = license && (await getPlanVersion(tx, license.planVersionId));
  const held = version && !isFreePlan(version.definition) ? version : null;
  const wanted = wantedOfCart(await readProducts(tx, held), cart, cart.at);
  const { currency } = wanted.product.definition;
  if (customer && !mayPayIn(customer, currency))
    throw new Refused("invalid_input", {
      fields: [
        { field: `${cart.at}product_id`, rule: "other_currency", params: { currency: customer.currency } },
      ],
    });
  refuseOtherTerms(wanted, cart);
  if (!cart.couponCode) return { ...wanted, coupon: null };
  const timeZone = customer?.timeZone ?? regionOf("", currency).timeZone;
  const coupon = await redeemableCoupon(tx, cart.couponCode, {
    // Whoever is not known yet has redeemed nothing, as the back office has not.
    tenantId: customer?.id ?? backOffice,
    timeZone,
    day: dayOf(now, timeZone),
    planKey: wanted.planKey,
    currency,
    isReserved: false,
  });
  return { ...wanted, coupon };
}

function refuseOtherTerms({ product, interval, seats, addons }: WantedProduct, cart: Cart): void {
  const { definition } = product;
  const fields: FieldError[] = [];
  const { currency } = definition;
  if (cart.currency && cart.currency.toUpperCase() !== currency)
    fields.push({ field: "billing_currency", rule: "other_currency", params: { currency } });
  const price = recurringAmount({ definition, interval, seats, addons });
  if (cart.price !== null && cart.price !== price)
    fields.push({ field: "on_demand.product_price", rule: "other_price", params: { amount: `${price}` } });
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}
