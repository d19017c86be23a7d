import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { jsonResponse } from "@/api/v1/responses";
import { wholeCount } from "@/lib/domain/metering/whole-count";
import { changePoint, type Point } from "@/lib/features/usage/metering/points/change-point";
import { listPoints } from "@/lib/features/usage/metering/points/list-points";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { unitOfTenant, wholeNumber } from "./counts";
import { exactJson, problems, security, tags, unitsOfTenant } from "./responses";

/** 2026-11-20 09:00 in Tokyo. */
const exampleSecond = 1_795_132_800;
const seconds = z
  .string()
  .regex(/^\d{1,13}$/)
  .transform(Number)
  .openapi({ type: "integer", description: "Unix seconds", example: exampleSecond });

const timestampCount = z
  .object({ metering_unit_name: z.string(), timestamp: z.int(), count: wholeNumber })
  .openapi("MeteringUnitTimestampCount", {
    example: { metering_unit_name: "storage_unit", timestamp: exampleSecond, count: 12 },
  });
const periodCounts = z
  .object({
    metering_unit_name: z.string(),
    counts: z.array(z.object({ timestamp: z.int(), count: wholeNumber })),
  })
  .openapi("MeteringUnitDatePeriodCounts", {
    example: { metering_unit_name: "storage_unit", counts: [{ timestamp: exampleSecond, count: 12 }] },
  });

const change = z
  .object({
    method: z
      .enum(["add", "sub", "direct"])
      .openapi({ description: "Raise, lower (below zero too), or set" }),
    count: z.int().min(0),
  })
  .openapi("UpdateMeteringUnitTimestampCountParam", { example: { method: "add", count: 1 } });

const headers = z.object({
  "idempotency-key": z
    .string()
    .optional()
    .openapi({ description: "A repeat under the same key changes nothing and has the same response" }),
});
const body = { required: true, content: { "application/json": { schema: change } } };
const unit = z.object(unitOfTenant);
const atSecond = z.object({ ...unitOfTenant, timestamp: seconds });
const path = `${unitsOfTenant}/{metering_unit_name}` as const;
const common = { tags, security } as const;

const putRoute = createRoute({
  ...common,
  method: "put",
  operationId: "saasusPutCount",
  path: `${path}/timestamp/{timestamp}`,
  summary: "Set, raise or lower a unit's value at a second",
  request: { params: atSecond, headers, body },
  responses: { 200: jsonResponse("The value at that second now", timestampCount), ...problems },
});
const putNowRoute = createRoute({
  ...common,
  method: "put",
  operationId: "saasusPutCountNow",
  path: `${path}/now`,
  summary: "The same at the present second",
  request: { params: unit, headers, body },
  responses: { 200: jsonResponse("The value at that second now", timestampCount), ...problems },
});
const deleteRoute = createRoute({
  ...common,
  method: "delete",
  operationId: "saasusDeleteCount",
  path: `${path}/timestamp/{timestamp}`,
  summary: "Delete a unit's value at a second",
  request: { params: atSecond, headers },
  responses: { 200: { description: "There is none now; no body" }, ...problems },
});
const periodRoute = createRoute({
  ...common,
  method: "get",
  operationId: "saasusReadCountsOfPeriod",
  path: `${path}/date-period`,
  summary: "What was recorded of a unit, second by second",
  request: {
    params: unit,
    query: z.object({
      start_timestamp: seconds.optional().openapi({ description: "Default: the first of this month" }),
      end_timestamp: seconds.optional().openapi({ description: "Included. Default: now" }),
    }),
  },
  responses: { 200: jsonResponse("Oldest first; 31 days at most", periodCounts), ...problems },
});

export const points = new OpenAPIHono<ApiEnvironment>();

type Change = { method: "add" | "sub" | "direct" | "delete"; count: number };

async function put(c: ApiContext, timestamp: number | null, { method, count }: Change): Promise<Point> {
  const unitName = c.req.param("metering_unit_name") ?? "";
  const idempotencyKey = c.req.header("idempotency-key");
  const input = { unitName, timestamp, method, count: String(count), idempotencyKey };
  return granted(await changePoint(c.get("ctx"), c.get("tenantId"), input));
}

const toJson = (c: ApiContext, { unitName, timestamp, value }: Point) =>
  exactJson(c, { metering_unit_name: unitName, timestamp, count: wholeCount(value ?? "0") });

points.openapi(putRoute, async (c) => {
  return toJson(c, await put(c, c.req.valid("param").timestamp, c.req.valid("json")));
});
points.openapi(putNowRoute, async (c) => toJson(c, await put(c, null, c.req.valid("json"))));
points.openapi(deleteRoute, async (c) => {
  await put(c, c.req.valid("param").timestamp, { method: "delete", count: 0 });
  return c.body(null, 200);
});
points.openapi(periodRoute, async (c) => {
  const query = c.req.valid("query");
  const { unitName, points: recorded } = granted(
    await listPoints(c.get("ctx"), c.get("tenantId"), {
      unitName: c.req.param("metering_unit_name") ?? "",
      start: query.start_timestamp,
      end: query.end_timestamp,
    }),
  );
  const counts = recorded.map(({ timestamp, count }) => ({ timestamp, count: wholeCount(count) }));
  return exactJson(c, { metering_unit_name: unitName, counts });
});
