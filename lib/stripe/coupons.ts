import type { Coupon } from "@/lib/domain/contract/terms-at-stripe";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

export type WantedCoupon = Omit<Coupon, "name" | "components"> & {
  /** An id that Choba chose, so that a second attempt finds the first coupon. */
  id: string;
  /** The name as it stands on invoices. */
  name: string;
  /** The products that it lowers; null: all. */
  productIds: readonly string[] | null;
  metadata: Record<string, string>;
};

/** Stripe shows no more of a coupon's name (docs.stripe.com/api/coupons/create). */
const longestName = 40;

/**
 * Creates a coupon under an id that Choba chose and that names its terms. An existing coupon is left as it
 * is.
 */
export async function ensureCoupon(wanted: WantedCoupon, key: string): Promise<void> {
  const { id, off, productIds, metadata } = wanted;
  try {
    await callStripe((stripe) =>
      stripe.coupons.create(
        {
          id,
          name: [...wanted.name].slice(0, longestName).join(""),
          ...(off.type === "percent"
            ? { percent_off: Number(off.percent) }
            : { amount_off: Number(off.amountMinor), currency: off.currency.toLowerCase() }),
          duration: wanted.duration,
          ...(wanted.months === null ? {} : { duration_in_months: wanted.months }),
          ...(productIds ? { applies_to: { products: [...productIds] } } : {}),
          metadata,
        },
        { idempotencyKey: `${key}:coupon:${id}` },
      ),
    );
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    // Creation is usually refused because the coupon exists. If it does not exist, the first error is the
    // reason.
    await callStripe((stripe) => stripe.coupons.retrieve(id)).catch((next) => {
      throw next instanceof OutsideRefused ? error : next;
    });
  }
}
