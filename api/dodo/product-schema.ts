import { z } from "@hono/zod-openapi";
import { addonExample, listedProductExample, productExample } from "./examples";

const meter = z.object({
  meter_id: z.string().openapi({ description: "The meter unit's name in plans" }),
  name: z.string(),
  measurement_unit: z.string(),
  free_threshold: z.number().nullable(),
  price_per_unit: z.string().nullable().openapi({ description: "Null: the price has tiers or packages" }),
});

const priceSchema = z
  .object({
    type: z.enum(["recurring_price", "usage_based_price"]),
    currency: z.string(),
    price: z.int().openapi({ description: "The base; in the currency's smallest unit" }),
    fixed_price: z.int(),
    discount: z.int(),
    payment_frequency_count: z.int(),
    payment_frequency_interval: z.enum(["Month", "Year"]),
    subscription_period_count: z.int(),
    subscription_period_interval: z.enum(["Month", "Year"]),
    purchasing_power_parity: z.boolean(),
    tax_inclusive: z.boolean(),
    trial_period_days: z.int(),
    meters: z.array(meter),
  })
  .openapi("ProductPrice");

const shared = {
  product_id: z.string(),
  business_id: z.string(),
  brand_id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  image: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  is_recurring: z.boolean(),
  tax_category: z.literal("saas"),
  metadata: z.record(z.string(), z.string()),
  entitlements: z.array(z.never()).openapi({ type: "array", items: {} }),
  addons: z.array(z.string()).openapi({ description: "Ids of what can be chosen with it" }),
};

export const productSchema = z
  .object({
    ...shared,
    price: priceSchema,
    license_key_enabled: z.boolean(),
    credit_entitlements: z.array(z.never()).openapi({ type: "array", items: {} }),
  })
  .openapi("Product", { example: productExample });

export const listedProductSchema = z
  .object({
    ...shared,
    currency: z.string(),
    price: z.int(),
    price_detail: priceSchema,
    tax_inclusive: z.boolean(),
  })
  .openapi("ListedProduct", { example: listedProductExample });

export const addonSchema = z
  .object({
    id: z.string(),
    business_id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    image: z.string().nullable(),
    currency: z.string(),
    price: z.int(),
    tax_category: z.literal("saas"),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    product_ids: z.array(z.string()).openapi({ description: "Choba's addition: what it can be chosen with" }),
  })
  .openapi("Addon", { example: addonExample });

export type ProductJson = z.output<typeof productSchema>;
export type ListedProductJson = z.output<typeof listedProductSchema>;
export type AddonJson = z.output<typeof addonSchema>;

export const productPageSchema = z
  .object({ items: z.array(listedProductSchema) })
  .openapi("ProductPage", { example: { items: [listedProductExample] } });

export const addonPageSchema = z
  .object({ items: z.array(addonSchema) })
  .openapi("AddonPage", { example: { items: [addonExample] } });
