import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "@/api/v1/responses";
import { listProducts } from "@/lib/features/catalog/products/list-products";
import { listSubscriptions } from "@/lib/features/console/subscriptions/read-subscriptions";
import { setSubscriptionMetadata } from "@/lib/features/console/subscriptions/set-metadata";
import { foreignId, instant } from "@/lib/features/foundation/input/input-rules";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { createSubscription } from "./create-subscription";
import { dateOf } from "./customers";
import { offsetOf, pageQuery } from "./paging";
import { readSubscriptionView, subscriptionIdParameter } from "./read-subscription-view";
import { stateOf, toSubscription } from "./subscription-json";
import {
  createdSubscriptionSchema,
  createSubscriptionSchema,
  statuses,
  subscriptionPageSchema,
  subscriptionSchema,
  updateSubscriptionSchema,
} from "./subscription-schema";

const path = "/api/v1/subscriptions";
const shared = { tags: ["Subscriptions"], security };
const flag = z.enum(["true", "false"]).optional();

const list = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListSubscriptions",
  path,
  summary: "List what tenants hold, held or have ordered (Dodo's dialect)",
  request: {
    query: z.object({
      ...pageQuery,
      customer_id: foreignId.optional(),
      product_id: foreignId.optional(),
      status: z.enum(statuses).optional(),
      brand_id: z.string().optional().openapi({ description: "Accepted; there is one brand" }),
      cancel_at_next_billing_date: flag,
      created_at_gte: instant.optional(),
      created_at_lte: instant.optional(),
    }),
  },
  responses: {
    200: jsonResponse("A page; an empty one is past the end", subscriptionPageSchema),
    ...commonProblems,
  },
});

const create = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoCreateSubscription",
  path,
  summary: "Buy a product for a customer (Dodo's dialect)",
  description:
    "With a card on file it is charged at once; otherwise `payment_link` is where the payer leaves one. The first period is " +
    "charged from today to its end. The same request again answers what the first one did.",
  request: {
    headers: z.object({ "idempotency-key": z.string().max(255).optional() }),
    body: jsonBody(createSubscriptionSchema),
  },
  responses: {
    200: jsonResponse("What was ordered", createdSubscriptionSchema),
    ...bodyProblems,
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadSubscription",
  path: `${path}/{id}`,
  summary: "Read a subscription (Dodo's dialect)",
  request: { params: subscriptionIdParameter },
  responses: { 200: jsonResponse("The subscription", subscriptionSchema), ...commonProblems },
});

const update = createRoute({
  ...shared,
  method: "patch",
  operationId: "dodoUpdateSubscription",
  path: `${path}/{id}`,
  summary: "Stop or resume the renewal, or keep metadata (Dodo's dialect)",
  request: { params: subscriptionIdParameter, body: jsonBody(updateSubscriptionSchema) },
  responses: {
    200: jsonResponse("The subscription", subscriptionSchema),
    ...bodyProblems,
    ...commonProblems,
  },
});

/** Licenses in Dodo's dialect (npm `dodopayments`, `client.subscriptions`). */
export const subscriptions = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const query = c.req.valid("query");
    const { status, product_id: productId, cancel_at_next_billing_date: cancels } = query;
    const state = status && stateOf(status);
    const plan = productId === undefined ? undefined : await planOf(c, productId);
    if (state === null || plan === null) return c.json({ items: [] }, 200);
    const found = await listSubscriptions(c.get("ctx"), {
      customer: query.customer_id,
      ...(plan ? { plan } : {}),
      state,
      cancelsAtEnd: cancels === undefined ? undefined : cancels === "true",
      from: dateOf(query.created_at_gte),
      until: dateOf(query.created_at_lte),
      limit: query.page_size,
      offset: offsetOf(query),
    });
    return c.json({ items: granted(found).map(toSubscription) }, 200);
  })
  .openapi(create, async (c) => c.json(await createSubscription(c, c.req.valid("json")), 200))
  .openapi(retrieve, async (c) =>
    c.json(toSubscription(await readSubscriptionView(c, c.req.valid("param").id)), 200),
  )
  .openapi(update, async (c) => {
    const { customer } = await readSubscriptionView(c, c.req.valid("param").id);
    const { cancel_at_next_billing_date: cancels, metadata } = c.req.valid("json");
    const ctx = c.get("ctx");
    if (metadata) granted(await setSubscriptionMetadata(ctx, customer.id, { metadata }));
    if (cancels === true) granted(await stopRenewal(ctx, customer.id, {}));
    if (cancels === false) granted(await resumeRenewal(ctx, customer.id, {}));
    return c.json(toSubscription(await readSubscriptionView(c, c.req.valid("param").id)), 200);
  });

/** Null for a product that is not on sale, which nobody is searched by. */
async function planOf(c: ApiContext, productId: string) {
  const { products } = granted(await listProducts(c.get("ctx"), {}));
  const product = products.find(({ id }) => id === productId);
  return product ? { planKey: product.planKey, interval: product.interval } : null;
}
