import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Id } from "@/lib/domain/ids";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { placePromise } from "@/lib/features/license/confirm-change/place-promise";
import { promiseChange } from "@/lib/features/license/confirm-change/promise-change";
import { listOrders, readOrder } from "@/lib/features/license/orders/read-orders";
import { readReservation } from "@/lib/features/license/reservations/read-reservations";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { problemOf } from "../problem";
import { afterId } from "./after-id";
import { grantedOrder } from "./granted-order";
import { localeOf } from "./locale";
import { orderExample, previewExample } from "./order-examples";
import { inOrderNames, orderBody, previewBody, wantedOf } from "./order-request";
import { orderJson, orderSchema, reservationJson, reservationSchema } from "./order-schema";
import { pageOf, pageQuery } from "./paging";
import { changePreviewSchema, previewJson } from "./promise-schema";
import {
  bodyProblems,
  commonProblems,
  jsonBody,
  jsonResponse,
  notInThisState,
  promiseChanged,
  security,
} from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const path = `${tenantPath}/orders` as const;
const shared = { tags: ["Orders"], security };

const placedSchema = z
  .object({
    outcome: z.enum(["ordered", "reserved"]),
    order: orderSchema.nullable(),
    reservation: reservationSchema.nullable(),
  })
  .openapi("PlacedOrder");

const preview = createRoute({
  ...shared,
  operationId: "previewOrder",
  method: "post",
  path: `${path}/preview`,
  summary: "What a purchase or a change would cost, to the last yen, with a promise of it",
  description:
    "Nothing is bought. The promise holds while nothing that it depends on changes: the tenant's day, prices, taxes, the " +
    "balance, what is held. Order it by its id.",
  request: { params: tenantParameter, body: jsonBody(previewBody) },
  responses: {
    200: jsonResponse("What it would be", changePreviewSchema, previewExample),
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

const place = createRoute({
  ...shared,
  operationId: "placeOrder",
  method: "post",
  path,
  summary: "Order exactly what was promised",
  description:
    "More is charged at once, and held when it is paid. If anything is less, all of it is reserved for the next period " +
    "(`outcome: reserved`). The same promise again answers what became of the first one. If it does not hold any more, nothing " +
    "is done: 409 `promise_changed` with the new one in `promise`. Refusals that the payer can mend say where in `resolve_url`.",
  request: { params: tenantParameter, body: jsonBody(orderBody) },
  responses: {
    200: jsonResponse("What became of it", placedSchema, {
      outcome: "ordered",
      order: orderExample,
      reservation: null,
    }),
    409: promiseChanged(changePreviewSchema),
    ...bodyProblems,
    ...commonProblems,
  },
});

const list = createRoute({
  ...shared,
  operationId: "listOrders",
  method: "get",
  path,
  summary: "The tenant's orders, the newest first",
  request: { params: tenantParameter, query: z.object(pageQuery) },
  responses: {
    200: jsonResponse("A page of orders", pageOf(orderSchema).openapi("OrderPage"), {
      data: [orderExample],
      next: null,
    }),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  operationId: "getOrder",
  method: "get",
  path: `${path}/{order}`,
  summary: "Where an order stands",
  request: { params: tenantParameter.extend({ order: foreignId.meta({ example: orderExample.id }) }) },
  responses: { 200: jsonResponse("The order", orderSchema, orderExample), ...commonProblems },
});

/** What the SaaS's own servers buy and change for a tenant. */
export const orders = new OpenAPIHono<ApiEnvironment>()
  .openapi(preview, async (c) => {
    const wanted = wantedOf(c.req.valid("json"));
    const promised = inOrderNames(await promiseChange(c.get("ctx"), c.get("tenantId"), wanted));
    return c.json(previewJson(grantedOrder(c, promised), localeOf(c)), 200);
  })
  .openapi(place, async (c) => {
    const { promise_id, return_url: returnUrl, locale: asked } = c.req.valid("json");
    const locale = localeOf(c, asked);
    const placed = await placePromise(c.get("ctx"), c.get("tenantId"), {
      promiseId: idInPath("promise", promise_id),
      ...(returnUrl === undefined ? {} : { returnUrl }),
      locale,
    });
    const done = grantedOrder(c, inOrderNames(placed));
    if (done.outcome === "promise_changed")
      return c.json({ ...problemOf(c, done.outcome), promise: previewJson(done.promise, locale) }, 409);
    if (done.outcome === "reserved") return c.json(await reserved(c, done.reservationId), 200);
    const order = granted(await readOrder(c.get("ctx"), c.get("tenantId"), { orderId: done.orderId }));
    const answer = { outcome: "ordered" as const, order: orderJson(order, locale), reservation: null };
    return c.json(answer, 200);
  })
  .openapi(list, async (c) => {
    const { limit, after } = c.req.valid("query");
    const asked = { limit, ...afterId("order", after) };
    const page = granted(await listOrders(c.get("ctx"), c.get("tenantId"), asked));
    return c.json({ data: page.orders.map((order) => orderJson(order, localeOf(c))), next: page.next }, 200);
  })
  .openapi(retrieve, async (c) => {
    const orderId = idInPath("order", c.req.valid("param").order);
    const order = granted(await readOrder(c.get("ctx"), c.get("tenantId"), { orderId }));
    return c.json(orderJson(order, localeOf(c)), 200);
  });

async function reserved(c: ApiContext, reservationId: Id<"reservation">) {
  const found = granted(await readReservation(c.get("ctx"), c.get("tenantId"), { reservationId }));
  return { outcome: "reserved" as const, order: null, reservation: reservationJson(found, localeOf(c)) };
}
