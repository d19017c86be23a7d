import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "@/api/v1/responses";
import type { OrderState } from "@/lib/domain/license/order";
import { regionOf } from "@/lib/domain/tenant/region";
import { publicUrl } from "@/lib/env";
import { openCheckout } from "@/lib/features/console/checkouts/open-checkout";
import { previewCart } from "@/lib/features/console/checkouts/preview-cart";
import { readCheckout } from "@/lib/features/console/checkouts/read-checkout";
import { readWantedCart } from "@/lib/features/console/checkouts/read-wanted-cart";
import { readCustomer } from "@/lib/features/console/customers/list-customers";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { previewRequest } from "@/lib/features/license/plan-change/preview-request";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { addressOf } from "./body-fields";
import { cartOfCheckout } from "./cart";
import { toCheckoutPreview } from "./checkout-preview";
import {
  type CheckoutStatusJson,
  checkoutPreviewSchema,
  checkoutSchema,
  checkoutStatusSchema,
  openedSchema,
} from "./checkout-schema";
import { inDodosNames } from "./dodo-fields";

const path = "/api/v1/checkouts";
const shared = { tags: ["Checkouts"], security };

const create = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoCreateCheckout",
  path,
  summary: "Fill a cart that somebody buys on the hosted page (Dodo's dialect)",
  description:
    "For a customer that is known the page opens their order once they have signed in. Anyone else enters themselves there, " +
    "and becomes the owner of a new tenant. The same request again is the same checkout while it is not bought, if it " +
    "names a customer or bears an Idempotency-Key.",
  request: {
    headers: z.object({ "idempotency-key": z.string().max(255).optional() }),
    body: jsonBody(checkoutSchema),
  },
  responses: { 200: jsonResponse("The page's address", openedSchema), ...bodyProblems, ...commonProblems },
});

const preview = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoPreviewCheckout",
  path: `${path}/preview`,
  summary: "What a cart would cost (Dodo's dialect)",
  description:
    "For a customer with a payment account it is exact. For anyone else it is worked out from today in the zone of the " +
    "country, with that country's tax.",
  request: { body: jsonBody(checkoutSchema) },
  responses: { 200: jsonResponse("The amounts", checkoutPreviewSchema), ...bodyProblems, ...commonProblems },
});

const retrieve = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadCheckout",
  path: `${path}/{id}`,
  summary: "How far a checkout has come (Dodo's dialect)",
  request: { params: z.object({ id: foreignId.meta({ example: "cks_0123456789abcdef0123456789abcdef" }) }) },
  responses: { 200: jsonResponse("The checkout", checkoutStatusSchema), ...commonProblems },
});

/** Checkouts in Dodo's dialect (npm `dodopayments`, `client.checkoutSessions`). */
export const checkouts = new OpenAPIHono<ApiEnvironment>()
  .openapi(create, async (c) => {
    const body = c.req.valid("json");
    const customer = body.customer ?? {};
    const opened = await openCheckout(c.get("ctx"), {
      cart: cartOfCheckout(body),
      customer: customer.customer_id ?? null,
      email: customer.email ?? null,
      name: body.customer_business_name ?? customer.name ?? null,
      address: addressOf(body.billing_address),
      returnUrl: body.return_url ?? null,
      cancelUrl: body.cancel_url ?? null,
      metadata: body.metadata ?? {},
      idempotencyKey: c.req.valid("header")["idempotency-key"] ?? null,
    });
    const { id } = granted(inDodosNames(opened, { email: "customer.email", name: "customer.name" }));
    return c.json(
      {
        session_id: id,
        checkout_url: `${publicUrl()}/checkout/${id}`,
        client_secret: null,
        payment_id: null,
        publishable_key: null,
      },
      200,
    );
  })
  .openapi(preview, async (c) => {
    const body = c.req.valid("json");
    const reference = body.customer?.customer_id;
    const exact = reference === undefined ? null : await exactPreview(c, reference, body);
    return c.json(exact ?? (await previewForAnyone(c, body)), 200);
  })
  .openapi(retrieve, async (c) => {
    const input = { id: idInPath("checkout", c.req.valid("param").id) };
    const { id, createdAt, email, name, order } = granted(await readCheckout(c.get("ctx"), input));
    return c.json(
      {
        id,
        created_at: createdAt.toISOString(),
        customer_email: email,
        customer_name: name,
        payment_id: order?.chargeId ?? null,
        payment_status: order ? statuses[order.state] : null,
      },
      200,
    );
  });

const statuses: Record<OrderState, NonNullable<CheckoutStatusJson["payment_status"]>> = {
  awaiting_card: "requires_payment_method",
  executing: "processing",
  awaiting_payment: "requires_customer_action",
  done: "succeeded",
  cancelled: "cancelled",
  failed: "failed",
  stale: "failed",
};

type Body = z.output<typeof checkoutSchema>;

async function previewForAnyone(c: ApiContext, body: Body) {
  const country = body.billing_address?.country?.toUpperCase() ?? "";
  const input = { cart: cartOfCheckout(body), country };
  const shown = granted(inDodosNames(await previewCart(c.get("ctx"), input)));
  const { timeZone } = regionOf(country, shown.promise.currency);
  return toCheckoutPreview(shown.wanted, shown.promise, shown.country, timeZone);
}

/** Null for a customer that cannot be charged yet: it has no payment account. */
async function exactPreview(c: ApiContext, reference: string, body: Body) {
  const ctx = c.get("ctx");
  const customer = granted(await readCustomer(ctx, { reference }));
  const cart = cartOfCheckout(body);
  const wanted = granted(inDodosNames(await readWantedCart(ctx, customer.id, { cart })));
  const { product, ...change } = wanted;
  const previewed = await previewRequest(ctx, customer.id, {
    ...change,
    ...(cart.couponCode ? { couponCode: cart.couponCode } : {}),
  });
  if (!previewed.ok && previewed.refusal.code === "payment_account_missing") return null;
  const { promise } = granted(inDodosNames(previewed));
  const country = customer.country || (body.billing_address?.country?.toUpperCase() ?? "");
  return toCheckoutPreview({ product, ...change }, promise, country, customer.timeZone);
}
