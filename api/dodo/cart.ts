import { couponOf } from "./body-fields";
import type { NewCheckout } from "./checkout-schema";

/** One product of a cart as Dodo's API writes it, in ours. `at` is the path of the product's fields. */
export const cartOf = (
  item: { product_id: string; quantity: number; addons?: { addon_id: string; quantity: number }[] | null },
  body: { discount_code?: string | null; discount_codes?: string[] | null; billing_currency?: string | null },
  onDemand: { product_price?: number | null; product_currency?: string | null } | null | undefined,
  at: string,
) => ({
  productId: item.product_id,
  quantity: item.quantity,
  addOns: (item.addons ?? []).map(({ addon_id: addOnId, quantity }) => ({ addOnId, quantity })),
  couponCode: couponOf(body),
  currency: body.billing_currency ?? onDemand?.product_currency ?? null,
  price: typeof onDemand?.product_price === "number" ? BigInt(onDemand.product_price) : null,
  at,
});

/** The cart of a checkout, which has one product. */
export function cartOfCheckout(body: NewCheckout) {
  const [item] = body.product_cart;
  // The schema has refused an empty cart.
  return cartOf(
    item ?? { product_id: "", quantity: 1 },
    body,
    body.subscription_data?.on_demand,
    "product_cart.0.",
  );
}
