import { z } from "@hono/zod-openapi";

/** A field that is accepted and means nothing here, such as how Dodo's own page looks. */
export const ignored = z.unknown().optional().openapi({ description: "Accepted; has no effect here" });

/** A field that would change what is charged and is not possible here: only empty values are accepted. */
export const refused = z
  .unknown()
  .optional()
  .refine(isEmpty, { params: { rule: "changes_charge" } })
  .openapi({ description: "Refused unless it is empty: it would change what is charged" });

/** The same for a field that changes no amount. */
export const impossible = z
  .unknown()
  .optional()
  .refine(isEmpty, { params: { rule: "not_possible_here" } })
  .openapi({ description: "Refused unless it is empty: it is not possible here" });

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "" || value === 0) return true;
  return Array.isArray(value) && value.length === 0;
}

/** One code: Dodo's older field holds a text, the newer one a list. */
export const discountFields = {
  discount_code: z.string().max(100).nullish(),
  discount_codes: z
    .array(z.string().max(100))
    .refine((codes) => codes.length <= 1, { params: { rule: "one_coupon" } })
    .nullish(),
};

export const couponOf = (body: {
  discount_code?: string | null;
  discount_codes?: string[] | null;
}): string | null => body.discount_code || body.discount_codes?.[0] || null;

export const metadataField = z.record(z.string(), z.string()).openapi({ example: { order: "A-17" } });

export const addOnsField = z
  .array(z.strictObject({ addon_id: z.string().max(255), quantity: z.int().min(0).max(1_000_000) }))
  .max(100)
  .openapi({ example: [{ addon_id: "addon_seat", quantity: 9 }] });

/** How Dodo's API names somebody: by id, or by address. */
export const customerField = z
  .strictObject({
    customer_id: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .openapi({ description: "Tenant id, slug or Stripe customer id" }),
    email: z.string().max(254).optional(),
    name: z.string().max(120).nullish(),
    phone_number: z.string().max(40).nullish(),
    create_new_customer: ignored,
  })
  .refine(({ customer_id, email }) => (customer_id === undefined) !== (email === undefined), {
    params: { rule: "required" },
    path: ["email"],
  });

export const billingAddress = z
  .strictObject({
    country: z.string().max(2),
    state: z.string().max(100).nullish(),
    city: z.string().max(100).nullish(),
    street: z.string().max(200).nullish(),
    zipcode: z.string().max(20).nullish(),
  })
  .openapi({ example: { country: "JP", zipcode: "100-0001", city: "Tokyo" } });

type SentAddress = z.output<typeof billingAddress>;

/** Null if none was sent. */
export const addressOf = (sent: SentAddress | null | undefined) =>
  sent
    ? {
        country: sent.country,
        ...{ state: sent.state ?? "", city: sent.city ?? "" },
        ...{ street: sent.street ?? "", zipcode: sent.zipcode ?? "" },
      }
    : null;

export const onDemandField = z
  .strictObject({
    mandate_only: z.boolean().refine((only) => !only, { params: { rule: "not_possible_here" } }),
    product_price: z.int().min(0).nullish().openapi({ description: "Must be the price of a whole period" }),
    product_currency: z.string().max(10).nullish(),
    product_description: ignored,
    adaptive_currency_fees_inclusive: ignored,
  })
  .openapi({ description: "Work on request is charged where the plan has it; nothing has to be enabled" });
