import { createRoute, OpenAPIHono, type z } from "@hono/zod-openapi";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "@/api/v1/responses";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import { readWantedCart } from "@/lib/features/console/checkouts/read-wanted-cart";
import { setSubscriptionMetadata } from "@/lib/features/console/subscriptions/set-metadata";
import type { SubscriptionView } from "@/lib/features/console/subscriptions/subscription-view";
import { type RequestedChange, requestChange } from "@/lib/features/license/confirm-change/request-change";
import { previewRequest } from "@/lib/features/license/plan-change/preview-request";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { cartOf } from "./cart";
import { inDodosNames } from "./dodo-fields";
import { toPreview } from "./plan-change-json";
import { readSubscriptionView, subscriptionIdParameter } from "./read-subscription-view";
import { changedPlanSchema, changePlanSchema, previewSchema } from "./subscription-schema";

const path = "/api/v1/subscriptions/{id}/change-plan";
const shared = { tags: ["Subscriptions"], security };

const change = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoChangePlan",
  path,
  summary: "Change plan, seats and add-ons (Dodo's dialect)",
  description:
    "More is charged and holds once it is paid. If anything is less, all of it is reserved for the next billing date. The " +
    "same request again answers what became of the first one.",
  request: { params: subscriptionIdParameter, body: jsonBody(changePlanSchema) },
  responses: {
    200: jsonResponse("What became of it", changedPlanSchema),
    ...bodyProblems,
    ...commonProblems,
  },
});

const preview = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoPreviewPlanChange",
  path: `${path}/preview`,
  summary: "What a change of plan would cost now (Dodo's dialect)",
  request: { params: subscriptionIdParameter, body: jsonBody(changePlanSchema) },
  responses: { 200: jsonResponse("The exact charge", previewSchema), ...bodyProblems, ...commonProblems },
});

const cancel = createRoute({
  ...shared,
  method: "delete",
  operationId: "dodoCancelPlanChange",
  path: `${path}/scheduled`,
  summary: "Take back a reserved change; where none is reserved nothing happens (Dodo's dialect)",
  request: { params: subscriptionIdParameter },
  responses: { 204: { description: "Nothing is reserved" }, ...commonProblems },
});

/** Changes of plan in Dodo's dialect (npm `dodopayments`, `client.subscriptions.changePlan` and its neighbours). */
export const planChange = new OpenAPIHono<ApiEnvironment>()
  .openapi(preview, async (c) => {
    const view = await readSubscriptionView(c, c.req.valid("param").id);
    const { product, wanted, manner } = await readRequest(c, view, c.req.valid("json"));
    const previewed = await previewRequest(c.get("ctx"), view.customer.id, { ...wanted, ...manner });
    const shown = granted(inDodosNames(previewed, ourNames));
    return c.json(toPreview(view, { product, ...wanted }, shown, view.customer.timeZone), 200);
  })
  .openapi(change, async (c) => {
    const body = c.req.valid("json");
    const view = await readSubscriptionView(c, c.req.valid("param").id);
    const { wanted, manner } = await readRequest(c, view, body);
    const ctx = c.get("ctx");
    const { id: tenantId, locale } = view.customer;
    const requested = await requestChange(ctx, tenantId, {
      ...wanted,
      ...manner,
      locale,
      cancelsReservation: body.cancel_scheduled_change_plan ?? false,
    });
    const changed = granted(inDodosNames(requested, ourNames));
    if (body.metadata) granted(await setSubscriptionMetadata(ctx, tenantId, { metadata: body.metadata }));
    return c.json(toChanged(changed), 200);
  })
  .openapi(cancel, async (c) => {
    const { customer, reservation } = await readSubscriptionView(c, c.req.valid("param").id);
    if (reservation) {
      const cancelled = await cancelReservation(c.get("ctx"), customer.id, { reservationId: reservation.id });
      // Somebody else took it back, or it took effect, meanwhile.
      if (cancelled.ok || cancelled.refusal.code !== "nothing_pending") granted(cancelled);
    }
    return c.body(null, 204);
  });

const ourNames = { effectiveAt: "effective_at" };

const modes = {
  prorated_immediately: "prorated",
  difference_immediately: "difference",
  full_immediately: "full",
  do_not_bill: "none",
} as const satisfies Record<string, ChangeMode>;

async function readRequest(c: ApiContext, view: SubscriptionView, body: z.output<typeof changePlanSchema>) {
  const cart = cartOf(body, body, null, "");
  const read = await readWantedCart(c.get("ctx"), view.customer.id, { cart });
  const { product, ...quantities } = granted(inDodosNames(read));
  const manner = {
    mode: modes[body.proration_billing_mode],
    waits: body.effective_at === "next_billing_date",
    isNow: body.effective_at === "immediately",
  };
  const coupon = cart.couponCode ? { couponCode: cart.couponCode } : {};
  return { product, wanted: { ...quantities, ...coupon }, manner };
}

function toChanged(changed: RequestedChange) {
  const shared = { client_secret: null, expires_on: null };
  if (changed.outcome !== "ordered")
    return { ...shared, payment_id: null, payment_link: null, status: changed.outcome };
  const status = changed.state === "done" ? ("paid" as const) : ("ordered" as const);
  return { ...shared, payment_id: changed.chargeId, payment_link: changed.goTo, status };
}
