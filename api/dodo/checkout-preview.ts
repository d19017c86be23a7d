import { baseAmountMinor } from "@/lib/domain/catalog/plan";
import { addOnsHeld } from "@/lib/domain/products/cart";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { WantedProduct } from "@/lib/features/catalog/products/wanted-of-cart";
import { toInteger, toUnitPrice } from "./amounts";
import type { CheckoutPreview } from "./checkout-schema";
import { meterOf } from "./product-json";

type Sums = Pick<ChargePromise, "subtotalMinor" | "discountMinor" | "taxes" | "totalMinor">;

/** What a cart costs, in Dodo's form. `country` is the one whose tax is charged. */
export function toCheckoutPreview(
  wanted: WantedProduct,
  promise: ChargePromise,
  country: string,
  timeZone: string,
): CheckoutPreview {
  const { next } = promise;
  const now = breakup(promise);
  return {
    billing_country: country,
    currency: promise.currency,
    current_breakup: now,
    recurring_breakup: next && breakup(next),
    is_byop: false,
    payment_method_required: true,
    product_cart: [inCart(wanted, promise)],
    total_price: toInteger(promise.dueNowMinor),
    total_tax: now.tax,
    next_billing_date: next ? dayWindow(next.on, timeZone).start.toISOString() : null,
  };
}

function breakup({ subtotalMinor, discountMinor, taxes, totalMinor }: Sums) {
  const tax = taxes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return {
    discount: toInteger(discountMinor),
    subtotal: toInteger(subtotalMinor),
    tax: taxes.length === 0 ? null : toInteger(tax),
    total_amount: toInteger(totalMinor),
  };
}

function inCart({ product, interval, ...quantities }: WantedProduct, { taxes }: ChargePromise) {
  const { definition } = product;
  const { currency } = definition;
  const base = toInteger(baseAmountMinor(definition, interval) ?? 0n);
  const taxed = {
    tax_category: "saas" as const,
    tax_inclusive: taxes.some(({ inclusive }) => inclusive),
    tax_rate: Number(taxes[0]?.percent ?? "0"),
  };
  const usage = definition.components.filter((component) => component.kind === "usage");
  return {
    product_id: product.id,
    name: definition.name.en,
    quantity: 1,
    currency,
    og_currency: currency,
    og_price: base,
    discounted_price: base,
    is_subscription: true,
    is_usage_based: usage.length > 0,
    ...taxed,
    credit_entitlements: [],
    meters: usage.map(meterOf).map(({ meter_id: _, price_per_unit, ...meter }) => ({
      ...meter,
      price_per_unit: price_per_unit ?? "",
    })),
    addons: addOnsHeld(product, quantities).map(({ addOn, quantity }) => {
      const price = toUnitPrice(addOn.unitAmountMinor[interval] ?? "0");
      return {
        addon_id: addOn.id,
        name: addOn.name.en,
        currency,
        og_currency: currency,
        og_price: price,
        single_quantity_price: price,
        discounted_price: price,
        quantity,
        ...taxed,
      };
    }),
  };
}
