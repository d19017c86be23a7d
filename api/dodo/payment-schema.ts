import { z } from "@hono/zod-openapi";
import { paymentExample, paymentLinesExample, paymentListedExample } from "./payment-examples";

/** Dodo's words. Those that no payment of ours has find nothing. */
export const paymentStatuses = [
  "succeeded",
  "failed",
  "cancelled",
  "processing",
  "requires_customer_action",
  "requires_merchant_action",
  "requires_payment_method",
  "requires_confirmation",
  "requires_capture",
  "partially_captured",
  "partially_captured_and_capturable",
] as const;

const shared = {
  payment_id: z.string().openapi({ description: "The charge's id, or that of an invoice that people made" }),
  brand_id: z.string(),
  created_at: z.iso.datetime(),
  currency: z.string(),
  customer: z.object({
    customer_id: z.string(),
    email: z.string(),
    name: z.string(),
    phone_number: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
  }),
  digital_products_delivered: z.boolean(),
  is_multi_subscription: z.boolean(),
  metadata: z.record(z.string(), z.string()).openapi({
    description: "That of the charge; without one, of its subscription",
  }),
  payment_provider: z.literal("stripe"),
  status: z.enum(paymentStatuses),
  subscription_id: z.string().nullable(),
  subscription_ids: z.array(z.string()),
  total_amount: z
    .int()
    .openapi({ description: "The invoice's total with tax; negative: it became balance of the payer's" }),
  invoice_id: z.string().nullable().openapi({ description: "Stripe's" }),
  invoice_url: z.string().nullable().openapi({ description: "Its PDF, for the same key" }),
  amount: z.int().openapi({ description: "Choba's addition: the same as `total_amount`" }),
  description: z.string().openapi({ description: "Choba's addition: what was charged, or the plan" }),
};

export const paymentPageSchema = z
  .object({ items: z.array(z.object({ ...shared, has_license_key: z.boolean() })) })
  .openapi("PaymentPage", { example: { items: [paymentListedExample] } });

const nothing = z.array(z.never()).openapi({ type: "array", items: {} });

export const paymentSchema = z
  .object({
    ...shared,
    business_id: z.string(),
    billing: z.object({
      country: z.string(),
      state: z.string(),
      city: z.string(),
      street: z.string(),
      zipcode: z.string(),
    }),
    tax: z.int().nullable().openapi({ description: "Null where only Stripe knows it" }),
    settlement_amount: z.int().openapi({ description: "What was paid" }),
    settlement_currency: z.string(),
    error_code: z.string().nullable().openapi({ description: "Stripe's code of the last failed attempt" }),
    payment_link: z.string().nullable().openapi({ description: "Stripe's page, while it waits to be paid" }),
    retry_attempt: z.int(),
    is_update_payment_method: z.boolean(),
    updated_at: z.iso.datetime(),
    disputes: nothing.openapi({ description: "Always empty: they are in the console" }),
    refunds: nothing.openapi({ description: "Always empty: they are in Stripe's dashboard" }),
  })
  .openapi("Payment", { example: paymentExample });

export const paymentLinesSchema = z
  .object({
    currency: z.string(),
    items: z.array(
      z.object({
        items_id: z.string(),
        description: z
          .string()
          .openapi({ description: "As it stands on the invoice, in the payer's language" }),
        name: z.null(),
        amount: z.int(),
        tax: z.int(),
        refundable_amount: z
          .int()
          .openapi({ description: "Always 0: refunds are made in Stripe's dashboard" }),
      }),
    ),
  })
  .openapi("PaymentLines", { example: paymentLinesExample });

export type PaymentJson = z.output<typeof paymentSchema>;
export type ListedPaymentJson = z.output<typeof paymentPageSchema>["items"][number];
export type PaymentLinesJson = z.output<typeof paymentLinesSchema>;
export type PaymentStatus = (typeof paymentStatuses)[number];
