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
import {
  changedPlanExample,
  createdSubscriptionExample,
  planChangePreviewExample,
  subscriptionExample,
} from "./examples";

export const statuses = [
  "pending",
  "active",
  "on_hold",
  "paused",
  "cancelled",
  "failed",
  "expired",
  "past_due",
] as const;

const nothing = z.array(z.never()).openapi({ type: "array", items: {} });
const addons = z.array(z.object({ addon_id: z.string(), quantity: z.int() }));
const customer = z.object({
  customer_id: z.string(),
  email: z.string(),
  name: z.string(),
  phone_number: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
});

const scheduledChange = z.object({
  id: z.string(),
  product_id: z.string(),
  product_name: z.string(),
  quantity: z.int(),
  addons: z.array(z.object({ addon_id: z.string(), name: z.string(), quantity: z.int() })),
  created_at: z.iso.datetime(),
  effective_at: z.iso.datetime(),
});

const unit = z.enum(["Month", "Year"]);

export const subscriptionSchema = z
  .object({
    subscription_id: z.string().openapi({ description: "The license's id, which a tenant keeps" }),
    brand_id: z.string(),
    status: z.enum(statuses),
    product_id: z.string(),
    product_name: z.string(),
    quantity: z.int(),
    addons,
    customer,
    billing: z.object({
      country: z.string(),
      state: z.string(),
      city: z.string(),
      street: z.string(),
      zipcode: z.string(),
    }),
    currency: z.string(),
    recurring_pre_tax_amount: z
      .int()
      .openapi({ description: "The fixed parts of a whole period, before discounts and exclusive tax" }),
    tax_inclusive: z.boolean(),
    cancel_at_next_billing_date: z.boolean(),
    cancelled_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    previous_billing_date: z.iso.datetime(),
    next_billing_date: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    has_payment_method: z.boolean(),
    on_demand: z.boolean(),
    payment_frequency_count: z.int(),
    payment_frequency_interval: unit,
    subscription_period_count: z.int(),
    subscription_period_interval: unit,
    trial_period_days: z.int(),
    metadata: z.record(z.string(), z.string()),
    discounts: nothing,
    credit_entitlement_cart: nothing,
    meter_credit_entitlement_cart: nothing,
    meters: z.array(
      z.object({
        meter_id: z.string(),
        name: z.string(),
        measurement_unit: z.string(),
        currency: z.string(),
        free_threshold: z.number(),
        price_per_unit: z.string().nullable(),
      }),
    ),
    scheduled_change: scheduledChange.nullable(),
  })
  .openapi("Subscription", { example: subscriptionExample });

export const subscriptionPageSchema = z
  .object({ items: z.array(subscriptionSchema) })
  .openapi("SubscriptionPage", { example: { items: [subscriptionExample] } });

export const createSubscriptionSchema = z
  .strictObject({
    billing: billingAddress,
    customer: customerField,
    product_id: z.string().max(255),
    quantity: z.int().min(0).max(1_000_000),
    addons: addOnsField.nullish(),
    billing_currency: z.string().max(10).nullish(),
    customer_business_name: z.string().max(120).nullish(),
    ...discountFields,
    metadata: metadataField.nullish(),
    on_demand: onDemandField.nullish(),
    return_url: z.string().nullish(),
    payment_link: ignored,
    one_time_product_cart: refused,
    trial_period_days: refused,
    tax_id: refused,
    payment_method_id: impossible,
    allowed_payment_method_types: ignored,
    force_3ds: ignored,
    mandate_min_amount_inr_paise: ignored,
    redirect_immediately: ignored,
    require_phone_number: ignored,
    short_link: ignored,
    show_saved_payment_methods: ignored,
  })
  .openapi("NewSubscription", {
    example: {
      billing: { country: "US", state: "CA", city: "San Francisco", street: "123 Main St", zipcode: "94105" },
      customer: { customer_id: "acme" },
      product_id: "prod_team_plan",
      quantity: 1,
      addons: [{ addon_id: "addon_seat", quantity: 9 }],
    },
  });

export const createdSubscriptionSchema = z
  .object({
    subscription_id: z.string(),
    payment_id: z.string(),
    customer,
    addons,
    metadata: z.record(z.string(), z.string()),
    recurring_pre_tax_amount: z.int(),
    payment_method_required: z.boolean(),
    payment_link: z
      .string()
      .nullable()
      .openapi({ description: "Where the payer leaves a card or pays; null: there is nothing to do" }),
    client_secret: z.null(),
    discount_id: z.null(),
    expires_on: z.null(),
  })
  .openapi("CreatedSubscription", { example: createdSubscriptionExample });

export const updateSubscriptionSchema = z
  .strictObject({
    cancel_at_next_billing_date: z.boolean().nullish(),
    metadata: metadataField.nullish(),
    cancel_reason: ignored,
    cancellation_comment: ignored,
    cancellation_feedback: ignored,
    // A license is paid to its period's end, and ends then.
    status: impossible,
    pause: impossible,
    billing: refused,
    tax_id: refused,
    next_billing_date: refused,
    subscription_period_count: refused,
    subscription_period_interval: refused,
    credit_entitlement_cart: refused,
    disable_on_demand: impossible,
    customer_name: impossible,
    customer_business_name: impossible,
  })
  .openapi("SubscriptionUpdate", { example: { cancel_at_next_billing_date: true } });

export const changePlanSchema = z
  .strictObject({
    product_id: z.string().max(255),
    quantity: z.int().min(0).max(1_000_000),
    proration_billing_mode: z.enum([
      "prorated_immediately",
      "full_immediately",
      "difference_immediately",
      "do_not_bill",
    ]),
    addons: addOnsField.nullish().openapi({ description: "All of them; what is left out is dropped" }),
    effective_at: z
      .enum(["immediately", "next_billing_date"])
      .nullish()
      .openapi({ description: "Left out: more at once, less at the next billing date" }),
    on_payment_failure: z
      .enum(["prevent_change", "apply_change"])
      .nullish()
      .refine((value) => value !== "apply_change", { params: { rule: "not_possible_here" } })
      .openapi({ description: "Only `prevent_change`: what is not paid is not held" }),
    cancel_scheduled_change_plan: z.boolean().nullish(),
    ...discountFields,
    metadata: metadataField.nullish(),
    collect_via_payment_link: impossible,
    adaptive_currency_fees_inclusive: ignored,
  })
  .openapi("PlanChange", {
    example: {
      product_id: "prod_team_plan",
      quantity: 1,
      proration_billing_mode: "prorated_immediately",
      addons: [{ addon_id: "addon_seat", quantity: 14 }],
    },
  });

export const changedPlanSchema = z
  .object({
    payment_id: z.string().nullable(),
    payment_link: z.string().nullable(),
    client_secret: z.null(),
    expires_on: z.null(),
    status: z
      .enum(["held", "reserved", "ordered", "paid"])
      .openapi({ description: "Choba's addition: what became of it" }),
  })
  .openapi("ChangedPlan", { example: changedPlanExample });

const taxed = { tax: z.int().nullable(), tax_rate: z.number(), tax_inclusive: z.boolean() };
const lineShared = {
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  currency: z.string(),
  unit_price: z.int(),
  quantity: z.int(),
  proration_factor: z
    .number()
    .openapi({ description: "Its days as a part of the period; negative: given back" }),
  amount: z.int().openapi({ description: "Choba's addition: the line's exact amount" }),
  ...taxed,
};

export const previewSchema = z
  .object({
    immediate_charge: z.object({
      effective_at: z.iso.datetime(),
      line_items: z.array(
        z.discriminatedUnion("type", [
          z.object({ type: z.literal("subscription"), product_id: z.string(), ...lineShared }),
          z.object({ type: z.literal("addon"), tax_category: z.literal("saas"), ...lineShared }),
        ]),
      ),
      summary: z.object({
        currency: z.string(),
        customer_credits: z.int(),
        total_amount: z.int(),
        tax: z.int().nullable(),
        settlement_amount: z.int(),
        settlement_currency: z.string(),
        settlement_tax: z.int().nullable(),
      }),
    }),
    new_plan: subscriptionSchema,
  })
  .openapi("PlanChangePreview", { example: planChangePreviewExample });

export type SubscriptionJson = z.output<typeof subscriptionSchema>;
export type PreviewJson = z.output<typeof previewSchema>;
