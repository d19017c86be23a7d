import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Result } from "@/lib/domain/errors";
import { isDay, isMonth } from "@/lib/domain/metering/period";
import {
  mostDays,
  type Period,
  readCounts,
  readCountsByDay,
} from "@/lib/features/usage/metering/counts/counts";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { commonProblems, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const day = z.string().refine(isDay, { params: { rule: "not_a_day" } });
const month = z.string().refine(isMonth, { params: { rule: "not_a_month" } });

const querySchema = z
  .object({
    unit: z
      .string()
      .max(255)
      .optional()
      .openapi({ description: "A meter unit by name; default: all of them", example: "api_calls" }),
    period: z
      .enum(["today", "this_month"])
      .optional()
      .openapi({ description: "Default: this_month, unless another period is named", example: "this_month" }),
    date: day.optional().openapi({ description: "Or one day, such as 2026-11-20" }),
    month: month.optional().openapi({ description: "Or one month, such as 2026-11" }),
    from: day
      .optional()
      .openapi({ description: `Or all days from here to \`to\`, both included; at most ${mostDays}` }),
    to: day.optional(),
    by: z.enum(["day"]).optional().openapi({ description: "`day`: each day's count, zeros too" }),
  })
  .superRefine(({ period, date, month, from, to }, check) => {
    const refuse = (field: string, rule: string) =>
      check.addIssue({ code: "custom", path: [field], params: { rule } });
    const named = Object.entries({ period, date, month, from: from ?? to }).filter(([, said]) => said);
    for (const [field] of named.slice(1)) refuse(field, "one_period");
    if (from === undefined && to !== undefined) refuse("from", "required");
    if (from !== undefined && to === undefined) refuse("to", "required");
  });

const decimal = z.string().openapi({ description: "An exact decimal as text", example: "1204.5" });

const usageSchema = z
  .object({
    time_zone: z.string(),
    from: z.string().openapi({ description: "First day of the period in the tenant's time zone" }),
    to: z.string().openapi({ description: "Its last day, included" }),
    units: z.array(
      z.object({
        unit_name: z.string(),
        display_name: z.object({ en: z.string(), ja: z.string() }),
        unit_label: z.object({ en: z.string(), ja: z.string() }),
        aggregation: z.enum(["sum", "max", "count", "unique", "last"]),
        count: decimal.optional().openapi({ description: "Over the whole period; absent with `by=day`" }),
        days: z
          .array(z.object({ date: z.string(), count: decimal }))
          .optional()
          .openapi({ description: "With `by=day`" }),
      }),
    ),
  })
  .openapi("Usage");

const route = createRoute({
  method: "get",
  operationId: "readUsage",
  path: `${tenantPath}/usage`,
  tags: ["Counts"],
  security,
  summary: "What meter units counted over a day, a month or a range of days",
  description:
    "In the tenant's time zone. Every acknowledged event is in it; zero where nothing was recorded.",
  request: { params: tenantParameter, query: querySchema },
  responses: {
    200: jsonResponse("The counts", usageSchema, {
      time_zone: "Asia/Tokyo",
      from: "2026-11-01",
      to: "2026-11-30",
      units: [
        {
          unit_name: "api_calls",
          display_name: { en: "API calls", ja: "APIコール" },
          unit_label: { en: "calls", ja: "コール" },
          aggregation: "count",
          count: "12040",
        },
      ],
    }),
    ...commonProblems,
  },
});

export const usage = new OpenAPIHono<ApiEnvironment>().openapi(route, async (c) => {
  const query = c.req.valid("query");
  const input = { unitName: query.unit, period: periodOf(query) };
  if (query.by === "day") {
    const read = await readCountsByDay(c.get("ctx"), c.get("tenantId"), input);
    const { timeZone, range, units } = granted(inFieldsOfQuery(read));
    const listed = units.map((unit) => ({
      ...unitJson(unit),
      days: unit.days.map(({ day, count }) => ({ date: day, count })),
    }));
    return c.json({ time_zone: timeZone, ...range, units: listed }, 200);
  }
  const read = await readCounts(c.get("ctx"), c.get("tenantId"), input);
  const { timeZone, range, counts } = granted(inFieldsOfQuery(read));
  const listed = counts.map((unit) => ({ ...unitJson(unit), count: unit.count }));
  return c.json({ time_zone: timeZone, ...range, units: listed }, 200);
});

function periodOf({ period, date, month, from, to }: z.output<typeof querySchema>): Period {
  if (date !== undefined) return { type: "day", day: date };
  if (month !== undefined) return { type: "month", month };
  if (from !== undefined && to !== undefined) return { type: "days", from, to };
  return { type: period ?? "this_month" };
}

type Unit = Pick<
  Extract<Awaited<ReturnType<typeof readCounts>>, { ok: true }>["value"]["counts"][number],
  "unitName" | "displayName" | "unitLabel" | "aggregation"
>;

const unitJson = ({ unitName, displayName, unitLabel, aggregation }: Unit) => ({
  unit_name: unitName,
  display_name: displayName,
  unit_label: unitLabel,
  aggregation,
});

/** The use-case's `period.to` is `to` here. */
function inFieldsOfQuery<T>(result: Result<T>): Result<T> {
  if (result.ok || !result.refusal.fields) return result;
  const fields = result.refusal.fields.map((error) => ({
    ...error,
    field: error.field.replace(/^period\./, ""),
  }));
  return { ok: false, refusal: { ...result.refusal, fields } };
}
