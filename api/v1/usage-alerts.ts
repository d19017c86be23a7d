import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { readUsageAlerts } from "@/lib/features/billing/alerts/read-usage-alerts";
import { setUsageAlerts } from "@/lib/features/billing/alerts/set-usage-alerts";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { localeOf } from "./locale";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const path = `${tenantPath}/usage-alerts` as const;
const shared = { tags: ["Counts"], security, path };

const settings = {
  percents: z.array(z.int().min(1).max(1000)).max(10).openapi({ description: "Of every allowance" }),
  amounts: z
    .array(z.string().regex(/^[1-9]\d{0,14}$/))
    .max(10)
    .openapi({ description: "Of the month's cost, in the smallest unit of the tenant's currency, as text" }),
};

const alertsSchema = z
  .object({
    currency: z.string(),
    ...settings,
    reached: z
      .array(
        z.object({
          name: z.string().nullable().openapi({ description: "Whose allowance; null: the month's cost" }),
          threshold: z.string().openapi({ description: "Percent, or an amount" }),
          at: z.iso.datetime(),
        }),
      )
      .openapi({ description: "This month, the oldest first" }),
  })
  .openapi("UsageAlerts");

const example = { currency: "JPY", percents: [80, 100], amounts: ["50000"], reached: [] };

const read = createRoute({
  ...shared,
  operationId: "getUsageAlerts",
  method: "get",
  summary: "From where on the tenant is told what it uses, and what it was told this month",
  request: { params: tenantParameter },
  responses: { 200: jsonResponse("The alerts", alertsSchema, example), ...commonProblems },
});

const set = createRoute({
  ...shared,
  operationId: "setUsageAlerts",
  method: "put",
  summary: "Set all of them; the same again changes nothing",
  request: {
    params: tenantParameter,
    body: jsonBody(z.strictObject(settings), { percents: [80, 100], amounts: ["50000"] }),
  },
  responses: { 200: jsonResponse("The alerts", alertsSchema, example), ...bodyProblems, ...commonProblems },
});

/** When the payer is mailed about usage. */
export const usageAlerts = new OpenAPIHono<ApiEnvironment>()
  .openapi(read, async (c) => c.json(await alertsJson(c), 200))
  .openapi(set, async (c) => {
    const { percents, amounts: amountsMinor } = c.req.valid("json");
    granted(await setUsageAlerts(c.get("ctx"), c.get("tenantId"), { percents, amountsMinor }));
    return c.json(await alertsJson(c), 200);
  });

async function alertsJson(c: ApiContext) {
  const alerts = granted(await readUsageAlerts(c.get("ctx"), c.get("tenantId"), {}));
  const { currency, percents, amountsMinor: amounts, reached } = alerts;
  const told = reached.map(({ name, ...each }) => ({ ...each, name: name?.[localeOf(c)] ?? null }));
  return { currency, percents, amounts, reached: told };
}
