import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "@/api/v1/responses";
import { invariant } from "@/lib/domain/errors";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { chargeOnDemand } from "@/lib/features/license/on-demand/charge-on-demand";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { ignored, metadataField, refused } from "./body-fields";
import { inDodosNames } from "./dodo-fields";
import { readSubscriptionView, subscriptionIdParameter } from "./read-subscription-view";

const chargeSchema = z
  .strictObject({
    product_price: z
      .int()
      .min(1)
      .max(999_999_999_999)
      .openapi({ description: "In the smallest unit, before tax" }),
    product_description: z
      .string()
      .nullish()
      .openapi({ description: "As it stands on the invoice; left out: the product's name" }),
    product_currency: z.string().max(10).nullish().openapi({ description: "Must be the customer's" }),
    metadata: metadataField.nullish().openapi({
      description: "`charge_id` in it names the charge, unless there is an Idempotency-Key",
    }),
    customer_balance_config: z
      .strictObject({
        allow_customer_credits_purchase: refused,
        allow_customer_credits_usage: z
          .boolean()
          .nullish()
          .refine((uses) => uses !== false, { params: { rule: "changes_charge" } })
          .openapi({ description: "The payer's balance is always used first" }),
      })
      .nullish(),
    adaptive_currency_fees_inclusive: ignored,
  })
  .openapi("SubscriptionCharge", {
    example: { product_price: 45000, product_description: "Consulting - 3 hours (March 15)" },
  });

const charge = createRoute({
  tags: ["Subscriptions"],
  security,
  method: "post",
  operationId: "dodoChargeSubscription",
  path: "/api/v1/subscriptions/{id}/charge",
  summary: "Charge an amount at once, on an invoice of its own (Dodo's dialect)",
  description:
    "With an Idempotency-Key, or a `charge_id` in `metadata`, the same id is the same charge, for ever. Without one the same " +
    "request again within three minutes is the same charge.",
  request: {
    params: subscriptionIdParameter,
    headers: z.object({ "idempotency-key": foreignId.optional() }),
    body: jsonBody(chargeSchema),
  },
  responses: {
    200: jsonResponse(
      "What it is paid by",
      z.object({ payment_id: z.string() }).openapi("Charged", {
        example: { payment_id: "chg_019a9c3e7d5c7b579f1e4f5d8f0d2a11" },
      }),
    ),
    ...bodyProblems,
    ...commonProblems,
  },
});

/** Amounts that are charged beside the plan, in Dodo's dialect (npm `dodopayments`, `client.subscriptions.charge`). */
export const subscriptionCharge = new OpenAPIHono<ApiEnvironment>().openapi(charge, async (c) => {
  const body = c.req.valid("json");
  const view = await readSubscriptionView(c, c.req.valid("param").id);
  const description = body.product_description || view.product.definition.name.en;
  const key = c.req.valid("header")["idempotency-key"];
  const externalId = key ?? body.metadata?.charge_id;
  const charged = await chargeOnDemand(c.get("ctx"), view.customer.id, {
    what: {
      amountMinor: String(body.product_price),
      ...(body.product_currency ? { currency: body.product_currency } : {}),
    },
    description,
    reason: description,
    when: "now",
    ...(externalId === undefined ? { mergesRepeats: true } : { externalId }),
    metadata: body.metadata ?? {},
  });
  const { chargeId } = granted(
    inDodosNames(charged, {
      ...ourNames,
      externalId: key === undefined ? "metadata.charge_id" : "idempotency-key",
    }),
  );
  invariant(chargeId, "an amount that is charged at once has a charge");
  return c.json({ payment_id: chargeId }, 200);
});

const ourNames = {
  "what.amountMinor": "product_price",
  "what.currency": "product_currency",
  description: "product_description",
  reason: "product_description",
};
