import { z } from "@hono/zod-openapi";
import { isDecimal, parseDecimal } from "@/lib/domain/money/decimal";
import { metadata } from "@/lib/features/foundation/input/metadata";
import { chargeDescription, chargeReason } from "@/lib/features/license/on-demand/charge-on-demand";
import type { OnDemandView } from "@/lib/features/license/on-demand/list-on-demand";

const isPositive = (text: string) => isDecimal(text) && parseDecimal(text) > 0n;

/** Work by the price list, or a free amount. */
export const chargeBody = z
  .strictObject({
    component: z.string().min(1).max(60).optional().openapi({
      description: "The key of an on-demand component of the plan that is held, with `quantity`",
    }),
    quantity: z
      .string()
      .refine(isPositive, { params: { rule: "not_positive" } })
      .optional(),
    amount: z
      .string()
      .regex(/^[1-9]\d{0,14}$/)
      .optional()
      .openapi({ description: "A free amount in the smallest unit, before tax, as text" }),
    currency: z.string().optional().openapi({ description: "Refused if it is another than the tenant's" }),
    description: chargeDescription.describe("As it stands on the invoice"),
    reason: chargeReason
      .optional()
      .openapi({ description: "For the SaaS's staff; left out: the description" }),
    when: z.enum(["now", "next_invoice"]).default("next_invoice"),
    metadata: metadata.default({}),
  })
  .refine((body) => (body.component === undefined) !== (body.amount === undefined), {
    path: ["amount"],
    params: { rule: "one_of_two" },
  })
  .refine((body) => (body.component === undefined) === (body.quantity === undefined), {
    path: ["quantity"],
    params: { rule: "required" },
  })
  .openapi("ChargeRequest", {
    example: { amount: "45000", description: "Consulting - 3 hours (March 15)", when: "next_invoice" },
  });

export const chargeSchema = z
  .object({
    id: z.string(),
    state: z.enum(["pending", "billed", "withdrawn"]).openapi({
      description:
        "`pending`: it waits for the next invoice. `billed`: it is on one, or all of it is included",
    }),
    description: z.string(),
    component: z
      .object({ en: z.string(), ja: z.string() })
      .nullable()
      .openapi({ description: "What of the price list it is; null: a free amount" }),
    quantity: z.string(),
    amount: z.string().openapi({
      description: "In the smallest unit, before discounts and tax, without what is included",
    }),
    currency: z.string(),
    created_at: z.iso.datetime(),
  })
  .openapi("Charge");

export const chargeExample: z.input<typeof chargeSchema> = {
  id: "odc_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  state: "pending",
  description: "Consulting - 3 hours (March 15)",
  component: null,
  quantity: "1",
  amount: "45000",
  currency: "JPY",
  created_at: "2026-11-20T03:00:00.000Z",
};

export const toJson = (view: OnDemandView): z.output<typeof chargeSchema> => ({
  id: view.id,
  state: view.state,
  description: view.description,
  component: view.name,
  quantity: view.quantity,
  amount: view.amountMinor,
  currency: view.currency,
  created_at: view.createdAt,
});
