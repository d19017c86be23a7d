import { z } from "@hono/zod-openapi";
import {
  addOnsField,
  billingAddress,
  customerField,
  discountFields,
  ignored,
  impossible,
  metadataField,
  onDemandField,
  refused,
} from "./body-fields";
import { checkoutPreviewExample, checkoutStatusExample } from "./examples";

const cartItem = z.strictObject({
  product_id: z.string().max(255),
  quantity: z.int().min(0).max(1_000_000),
  addons: addOnsField.nullish(),
  amount: refused,
  credit_entitlements: refused,
});

export const checkoutSchema = z
  .strictObject({
    product_cart: z
      .array(cartItem)
      .min(1)
      .max(20)
      .refine((items) => items.length === 1, { params: { rule: "one_product" } }),
    customer: customerField.nullish(),
    return_url: z.string().nullish(),
    cancel_url: z.string().nullish(),
    billing_address: billingAddress.nullish(),
    billing_currency: z.string().max(10).nullish(),
    customer_business_name: z.string().max(120).nullish(),
    metadata: metadataField.nullish(),
    ...discountFields,
    subscription_data: z
      .strictObject({ trial_period_days: refused, on_demand: onDemandField.nullish() })
      .nullish(),
    confirm: impossible,
    payment_method_id: impossible,
    product_collection_id: impossible,
    tax_id: refused,
    allowed_payment_method_types: ignored,
    custom_fields: ignored,
    customization: ignored,
    feature_flags: ignored,
    force_3ds: ignored,
    mandate_min_amount_inr_paise: ignored,
    minimal_address: ignored,
    short_link: ignored,
    show_saved_payment_methods: ignored,
  })
  .openapi("NewCheckout", {
    example: {
      product_cart: [
        { product_id: "prod_team_plan", quantity: 1, addons: [{ addon_id: "addon_seat", quantity: 9 }] },
      ],
      customer: { email: "owner@acme.example" },
      return_url: "https://app.example/success",
    },
  });

export const openedSchema = z
  .object({
    session_id: z.string(),
    checkout_url: z.string(),
    client_secret: z.null(),
    payment_id: z.null(),
    publishable_key: z.null(),
  })
  .openapi("Checkout", {
    example: {
      session_id: "cks_0123456789abcdef0123456789abcdef",
      checkout_url: "https://your-choba/checkout/cks_0123456789abcdef0123456789abcdef",
      client_secret: null,
      payment_id: null,
      publishable_key: null,
    },
  });

export const checkoutStatusSchema = z
  .object({
    id: z.string(),
    created_at: z.iso.datetime(),
    customer_email: z.string().nullable(),
    customer_name: z.string().nullable(),
    payment_id: z.string().nullable(),
    payment_status: z
      .enum([
        "succeeded",
        "failed",
        "cancelled",
        "processing",
        "requires_customer_action",
        "requires_payment_method",
      ])
      .nullable(),
  })
  .openapi("CheckoutStatus", { example: checkoutStatusExample });

const breakup = z.object({
  discount: z.int(),
  subtotal: z.int(),
  tax: z.int().nullable(),
  total_amount: z.int(),
});

const addonInCart = z.object({
  addon_id: z.string(),
  name: z.string(),
  currency: z.string(),
  og_currency: z.string(),
  og_price: z.int(),
  single_quantity_price: z.int(),
  discounted_price: z.int(),
  quantity: z.int(),
  tax_category: z.literal("saas"),
  tax_inclusive: z.boolean(),
  tax_rate: z.number(),
});

const inCart = z.object({
  product_id: z.string(),
  name: z.string(),
  quantity: z.int(),
  currency: z.string(),
  og_currency: z.string(),
  og_price: z.int().openapi({ description: "The base of a whole period" }),
  discounted_price: z.int(),
  is_subscription: z.boolean(),
  is_usage_based: z.boolean(),
  tax_category: z.literal("saas"),
  tax_inclusive: z.boolean(),
  tax_rate: z.number(),
  credit_entitlements: z.array(z.never()).openapi({ type: "array", items: {} }),
  meters: z.array(
    z.object({
      name: z.string(),
      measurement_unit: z.string(),
      price_per_unit: z.string(),
      free_threshold: z.number().nullable(),
    }),
  ),
  addons: z.array(addonInCart),
});

export const checkoutPreviewSchema = z
  .object({
    billing_country: z.string(),
    currency: z.string(),
    current_breakup: breakup.openapi({ description: "What is due at once: the days to the period's end" }),
    recurring_breakup: breakup.nullable(),
    is_byop: z.boolean(),
    payment_method_required: z.boolean(),
    product_cart: z.array(inCart),
    total_price: z.int(),
    total_tax: z.int().nullable(),
    next_billing_date: z.iso.datetime().nullable(),
  })
  .openapi("CheckoutPreview", { example: checkoutPreviewExample });

export type NewCheckout = z.output<typeof checkoutSchema>;
export type CheckoutPreview = z.output<typeof checkoutPreviewSchema>;
export type CheckoutStatusJson = z.output<typeof checkoutStatusSchema>;
