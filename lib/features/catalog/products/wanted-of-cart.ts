import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { type CartItem, type CartQuantities, quantitiesOf } from "@/lib/domain/products/cart";
import type { Product } from "@/lib/domain/products/product";

export type WantedProduct = CartQuantities & { product: Product; planKey: string; interval: PaidInterval };

/** What a cart asks for, in the plan's terms. Refuses by the cart's fields, each with `at` before it. */
export function wantedOfCart(products: readonly Product[], item: CartItem, at = ""): WantedProduct {
  const product = products.find(({ id }) => id === item.productId);
  if (!product)
    throw new Refused("invalid_input", { fields: [{ field: `${at}product_id`, rule: "unknown_product" }] });
  const { quantities, errors } = quantitiesOf(product, item);
  if (errors.length > 0) {
    const fields = errors.map((error) => ({ ...error, field: `${at}${error.field}` }));
    throw new Refused("invalid_input", { fields });
  }
  return { product, planKey: product.planKey, interval: product.interval, ...quantities };
}
