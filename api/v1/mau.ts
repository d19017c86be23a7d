import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { largestHistory, readMauHistory } from "@/lib/features/billing/usage/read-mau-history";
import { readDailyUsers } from "@/lib/features/usage/mau/read-daily-users";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { commonProblems, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const historySchema = z
  .object({
    time_zone: z.string().openapi({ example: "Asia/Tokyo" }),
    maximum: z.int().nullable().openapi({ description: "Of the present license; null: no limit" }),
    months: z
      .array(z.object({ month: z.string().openapi({ example: "2026-11" }), users: z.int() }))
      .openapi({ description: "Oldest first; the last one is the current month so far" }),
  })
  .openapi("MauHistory");

const route = createRoute({
  method: "get",
  operationId: "readMau",
  path: `${tenantPath}/mau`,
  tags: ["MAU"],
  security,
  summary: "Monthly active users by calendar month in the tenant's time zone",
  request: {
    params: tenantParameter,
    query: z.object({
      months: z.coerce.number().int().min(1).max(largestHistory).default(12).openapi({ example: 2 }),
    }),
  },
  responses: {
    200: jsonResponse("The months", historySchema, {
      time_zone: "Asia/Tokyo",
      maximum: 100,
      months: [
        { month: "2026-10", users: 57 },
        { month: "2026-11", users: 42 },
      ],
    }),
    ...commonProblems,
  },
});

const dailySchema = z
  .object({
    time_zone: z.string().openapi({ example: "Asia/Tokyo" }),
    month: z.string().openapi({ example: "2026-11" }),
    days: z
      .array(z.object({ day: z.string().openapi({ example: "2026-11-20" }), users: z.int() }))
      .openapi({ description: "Every day of the month. They do not add up to the month's users" }),
  })
  .openapi("DailyUsers");

const dailyRoute = createRoute({
  method: "get",
  operationId: "readDailyUsers",
  path: `${tenantPath}/mau/days`,
  tags: ["MAU"],
  security,
  summary: "Different active users on each day of a month in the tenant's time zone",
  request: {
    params: tenantParameter,
    query: z.object({ month: z.string().openapi({ example: "2026-11" }) }),
  },
  responses: {
    200: jsonResponse("The days", dailySchema, {
      time_zone: "Asia/Tokyo",
      month: "2026-11",
      days: [{ day: "2026-11-01", users: 7 }],
    }),
    ...commonProblems,
  },
});

export const mau = new OpenAPIHono<ApiEnvironment>();

mau.openapi(dailyRoute, async (c) => {
  const daily = await readDailyUsers(c.get("ctx"), c.get("tenantId"), c.req.valid("query"));
  const { timeZone, month, days } = granted(daily);
  return c.json({ time_zone: timeZone, month, days }, 200);
});

mau.openapi(route, async (c) => {
  const history = await readMauHistory(c.get("ctx"), c.get("tenantId"), c.req.valid("query"));
  const { timeZone, maximum, months } = granted(history);
  return c.json({ time_zone: timeZone, maximum, months }, 200);
});
