import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { listReservations, readReservation } from "@/lib/features/license/reservations/read-reservations";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { afterId } from "./after-id";
import { localeOf } from "./locale";
import { reservationExample } from "./order-examples";
import { reservationJson, reservationSchema } from "./order-schema";
import { pageOf, pageQuery } from "./paging";
import { commonProblems, jsonResponse, notInThisState, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const path = `${tenantPath}/reservations` as const;
const shared = { tags: ["Orders"], security };
const one = tenantParameter.extend({ reservation: foreignId.meta({ example: reservationExample.id }) });

const list = createRoute({
  ...shared,
  operationId: "listReservations",
  method: "get",
  path,
  summary: "Changes that wait for the next period, and earlier ones, the newest first",
  request: { params: tenantParameter, query: z.object(pageQuery) },
  responses: {
    200: jsonResponse(
      "A page; at most one is `reserved`",
      pageOf(reservationSchema).openapi("ReservationPage"),
      {
        data: [reservationExample],
        next: null,
      },
    ),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  operationId: "getReservation",
  method: "get",
  path: `${path}/{reservation}`,
  summary: "One reservation",
  request: { params: one },
  responses: {
    200: jsonResponse("The reservation", reservationSchema, reservationExample),
    ...commonProblems,
  },
});

const cancel = createRoute({
  ...shared,
  operationId: "cancelReservation",
  method: "delete",
  path: `${path}/{reservation}`,
  summary: "Cancel a reservation, so that what is held goes on; one that was cancelled stays so",
  request: { params: one },
  responses: {
    200: jsonResponse("It is cancelled", reservationSchema, {
      ...reservationExample,
      state: "cancelled",
      closed_at: "2026-11-21T03:00:00.000Z",
    }),
    409: notInThisState,
    ...commonProblems,
  },
});

/** Changes to less, which wait for the next period. They are made by ordering. */
export const reservations = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const { limit, after } = c.req.valid("query");
    const asked = { limit, ...afterId("reservation", after) };
    const page = granted(await listReservations(c.get("ctx"), c.get("tenantId"), asked));
    const data = page.reservations.map((each) => reservationJson(each, localeOf(c)));
    return c.json({ data, next: page.next }, 200);
  })
  .openapi(retrieve, async (c) => {
    const reservationId = idInPath("reservation", c.req.valid("param").reservation);
    const found = granted(await readReservation(c.get("ctx"), c.get("tenantId"), { reservationId }));
    return c.json(reservationJson(found, localeOf(c)), 200);
  })
  .openapi(cancel, async (c) => {
    const reservationId = idInPath("reservation", c.req.valid("param").reservation);
    const [ctx, tenantId] = [c.get("ctx"), c.get("tenantId")];
    const before = granted(await readReservation(ctx, tenantId, { reservationId }));
    if (before.state !== "cancelled") granted(await cancelReservation(ctx, tenantId, { reservationId }));
    const after = granted(await readReservation(ctx, tenantId, { reservationId }));
    return c.json(reservationJson(after, localeOf(c)), 200);
  });
