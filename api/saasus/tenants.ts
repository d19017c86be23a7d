import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { jsonResponse } from "@/api/v1/responses";
import { Refused } from "@/lib/domain/errors";
import { listTaxRates } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { agreePlan } from "@/lib/features/license/contracts/agreement/agree-plan";
import { type PlanCourse, readPlanCourse } from "@/lib/features/license/views/read-plan-course";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { problems, saasusAuthPath, security } from "./responses";

const moment = z.int().openapi({ description: "Unix seconds", example: 1_795_964_400 });
const historySchema = z.object({ plan_id: z.string(), plan_applied_at: moment }).openapi("SaasusPlanHistory");
const tenantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    attributes: z.record(z.string(), z.string()).openapi({ description: "Always empty" }),
    back_office_staff_email: z.string().openapi({ description: "Always empty: Choba has members by name" }),
    plan_id: z.string(),
    plan_histories: z.array(historySchema),
    next_plan_id: z.string().optional(),
    using_next_plan_from: moment
      .optional()
      .openapi({ description: "Without next_plan_id: the plan ends then, and what is free follows" }),
    current_plan_period_start: moment,
    current_plan_period_end: moment.optional(),
  })
  .openapi("SaasusTenantDetail");
const example = {
  id: "ten_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  name: "Acme",
  attributes: {},
  back_office_staff_email: "",
  plan_id: "starter",
  plan_histories: [{ plan_id: "starter", plan_applied_at: 1_795_964_400 }],
  current_plan_period_start: 1_795_964_400,
};
const planSchema = z
  .object({
    next_plan_id: z.string().min(1).openapi({ example: "enterprise", description: "A plan on sale" }),
    using_next_plan_from: moment.optional().openapi({ description: "A day of the tenant; left out: today" }),
    next_plan_tax_rate_id: z.string().optional().openapi({
      description: "A tax rate of the catalog; left out: as it is",
    }),
    proration_behavior: z.enum(["create_prorations", "none", "always_invoice"]).optional().openapi({
      description: "Taken and not used: what was billed for days that another plan takes is always credited",
    }),
    delete_usage: z.literal(false).optional().openapi({ description: "Usage is never deleted by a change" }),
  })
  .openapi("UpdateTenantPlanParam", { example: { next_plan_id: "enterprise" } });

const path = `${saasusAuthPath}/tenants/{tenant_id}` as const;
const params = z.object({ tenant_id: z.string().openapi({ example: "acme" }) });
const common = { tags: ["SaaSus: tenants"], security };

const readRoute = createRoute({
  ...common,
  method: "get",
  operationId: "saasusReadTenant",
  path,
  summary: "A tenant with its plan, the former ones and the next one",
  request: { params },
  responses: { 200: jsonResponse("The tenant", tenantSchema, example), ...problems },
});
const planRoute = createRoute({
  ...common,
  method: "put",
  operationId: "saasusUpdateTenantPlan",
  path: `${path}/plans`,
  summary: "Another plan for a sales-led tenant",
  description: "A self-serve tenant buys its plan itself and is refused with 409.",
  request: {
    params: z.object({ tenant_id: z.string().openapi({ example: "globex" }) }),
    body: { required: true, content: { "application/json": { schema: planSchema } } },
  },
  responses: { 200: { description: "Agreed; no body" }, ...problems },
});

export const tenants = new OpenAPIHono<ApiEnvironment>();
tenants.openapi(readRoute, async (c) =>
  c.json(toJson(granted(await readPlanCourse(c.get("ctx"), c.get("tenantId"), {}))), 200),
);
tenants.openapi(planRoute, async (c) => {
  const { next_plan_id, using_next_plan_from, next_plan_tax_rate_id } = c.req.valid("json");
  const taxKeys = next_plan_tax_rate_id === undefined ? null : [await taxKeyOf(c, next_plan_tax_rate_id)];
  const startsAt =
    using_next_plan_from === undefined ? null : new Date(using_next_plan_from * 1000).toISOString();
  granted(await agreePlan(c.get("ctx"), c.get("tenantId"), { planKey: next_plan_id, startsAt, taxKeys }));
  return c.body(null, 200);
});

async function taxKeyOf(c: ApiContext, id: string): Promise<string> {
  const rate = granted(await listTaxRates(c.get("ctx"), {})).find((each) => each.id === id);
  if (!rate || rate.archivedAt)
    throw new Refused("invalid_input", { fields: [{ field: "taxKeys", rule: "not_offered" }] });
  return rate.key;
}

const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);

function toJson({ tenant, planKey, period, held, next }: PlanCourse): z.output<typeof tenantSchema> {
  return {
    ...tenant,
    attributes: {},
    back_office_staff_email: "",
    plan_id: planKey,
    plan_histories: held.map((each) => ({ plan_id: each.planKey, plan_applied_at: seconds(each.from) })),
    ...(next?.planKey ? { next_plan_id: next.planKey } : {}),
    ...(next ? { using_next_plan_from: seconds(next.from) } : {}),
    current_plan_period_start: seconds(period.start),
    ...(period.end ? { current_plan_period_end: seconds(period.end) } : {}),
  };
}
