import type { UsageComponent } from "@/lib/domain/catalog/component";
import { baseAmountMinor } from "@/lib/domain/catalog/plan";
import type { ProductAddOn } from "@/lib/domain/products/product";
import type { ProductView } from "@/lib/features/catalog/products/list-products";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { toInteger, toUnitPrice } from "./amounts";
import type { AddonJson, ListedProductJson, ProductJson } from "./product-schema";

/** A plan at an interval as a product of Dodo's. */
export function toProduct(product: ProductView, pricesIncludeTax: boolean): ProductJson {
  return {
    ...shared(product),
    price: priceOf(product, pricesIncludeTax),
    license_key_enabled: false,
    credit_entitlements: [],
  };
}

/** The same in a list, where Dodo writes the price otherwise. */
export function toListedProduct(product: ProductView, pricesIncludeTax: boolean): ListedProductJson {
  const detail = priceOf(product, pricesIncludeTax);
  return {
    ...shared(product),
    currency: detail.currency,
    price: detail.price,
    price_detail: detail,
    tax_inclusive: pricesIncludeTax,
  };
}

const shared = ({ id, definition, createdAt, publishedAt, addOns }: ProductView) => ({
  product_id: id,
  business_id: backOffice,
  brand_id: backOffice,
  name: definition.name.en,
  description: definition.summary.en || null,
  image: null,
  created_at: createdAt.toISOString(),
  updated_at: publishedAt.toISOString(),
  is_recurring: true,
  tax_category: "saas" as const,
  metadata: {},
  entitlements: [],
  addons: addOns.map((addOn) => addOn.id),
});

function priceOf({ definition, interval }: ProductView, pricesIncludeTax: boolean): ProductJson["price"] {
  const usage = definition.components.filter((component) => component.kind === "usage");
  const base = toInteger(baseAmountMinor(definition, interval) ?? 0n);
  const unit = interval === "month" ? ("Month" as const) : ("Year" as const);
  return {
    type: usage.length > 0 ? "usage_based_price" : "recurring_price",
    currency: definition.currency,
    price: base,
    fixed_price: base,
    discount: 0,
    payment_frequency_count: 1,
    payment_frequency_interval: unit,
    subscription_period_count: 1,
    subscription_period_interval: unit,
    purchasing_power_parity: false,
    tax_inclusive: pricesIncludeTax,
    trial_period_days: 0,
    meters: usage.map(meterOf),
  };
}

/** What is included beyond this is said by the plan: allowances for each seat, tiers and packages have no place in it. */
export const meterOf = ({ meter, name, unit, included, price }: UsageComponent) => ({
  meter_id: meter,
  name: name.en,
  measurement_unit: unit.en,
  free_threshold: Number.isSafeInteger(Number(included)) ? Number(included) : null,
  price_per_unit: price.model === "per_unit" && price.per === "1" ? price.unitAmountMinor : null,
});

/** Everything that can be chosen, each id once: plans may share one, and the first plan's price stands for it. */
export function toAddons(products: readonly ProductView[]): AddonJson[] {
  const made = new Map<string, AddonJson>();
  for (const product of products)
    for (const addOn of product.addOns) {
      const known = made.get(addOn.id);
      if (known) known.product_ids.push(product.id);
      else made.set(addOn.id, toAddon(addOn, product));
    }
  return [...made.values()];
}

function toAddon(
  addOn: ProductAddOn,
  { id, definition, interval, createdAt, publishedAt }: ProductView,
): AddonJson {
  return {
    id: addOn.id,
    business_id: backOffice,
    name: addOn.name.en,
    description: null,
    image: null,
    currency: definition.currency,
    price: toUnitPrice(addOn.unitAmountMinor[interval] ?? "0"),
    tax_category: "saas",
    created_at: createdAt.toISOString(),
    updated_at: publishedAt.toISOString(),
    product_ids: [id],
  };
}
