import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { jsonResponse } from "@/api/v1/responses";
import { Refused } from "@/lib/domain/errors";
import { pricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import { listMeterUnits } from "@/lib/features/catalog/meter-units/list-meter-units";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { localeRead } from "./names";
import { menuSchema, type PricingPlan, planSchema, pricingPlan, unitSchema } from "./plan-shapes";
import { problems, saasusPath, security } from "./responses";

const exampleUnit = {
  id: "starter.base.month",
  name: "base_month",
  display_name: "Platform fee",
  description: "",
  type: "fixed" as const,
  currency: "JPY",
  recurring_interval: "month" as const,
  used: true,
  unit_amount: 5000,
};
const exampleMenu = {
  id: "starter.base",
  name: "base",
  display_name: "Platform fee",
  description: "¥5,000/month",
  units: [exampleUnit],
  used: true,
};
const examplePlan = {
  id: "starter",
  name: "starter",
  display_name: "Starter",
  description: "For a first product",
  pricing_menus: [exampleMenu],
  used: true,
};

const common = { tags: ["SaaSus: plans"], security, method: "get" as const };
const text = (example: string) => z.string().openapi({ example });

const plansRoute = createRoute({
  ...common,
  operationId: "saasusListPlans",
  path: `${saasusPath}/plans`,
  summary: "All plans on sale",
  description:
    "A component is a menu. What SaaSus's units cannot say, such as seats, is in the menu's description in words. Amounts are minor units.",
  responses: {
    200: jsonResponse("Lowest first", z.object({ pricing_plans: z.array(planSchema) }), {
      pricing_plans: [examplePlan],
    }),
    ...problems,
  },
});
const planRoute = createRoute({
  ...common,
  operationId: "saasusReadPlan",
  path: `${saasusPath}/plans/{plan_id}`,
  summary: "One plan on sale",
  request: { params: z.object({ plan_id: text(examplePlan.id) }) },
  responses: { 200: jsonResponse("The plan", planSchema, examplePlan), ...problems },
});
const menusRoute = createRoute({
  ...common,
  operationId: "saasusListMenus",
  path: `${saasusPath}/menus`,
  summary: "All menus of plans on sale",
  responses: {
    200: jsonResponse("Plan by plan", z.object({ pricing_menus: z.array(menuSchema) }), {
      pricing_menus: [exampleMenu],
    }),
    ...problems,
  },
});
const menuRoute = createRoute({
  ...common,
  operationId: "saasusReadMenu",
  path: `${saasusPath}/menus/{menu_id}`,
  summary: "One menu",
  request: { params: z.object({ menu_id: text(exampleMenu.id) }) },
  responses: { 200: jsonResponse("The menu", menuSchema, exampleMenu), ...problems },
});
const unitsRoute = createRoute({
  ...common,
  operationId: "saasusListPricingUnits",
  path: `${saasusPath}/units`,
  summary: "All priced units of plans on sale",
  responses: {
    200: jsonResponse("Plan by plan", z.object({ units: z.array(unitSchema) }), { units: [exampleUnit] }),
    ...problems,
  },
});
const unitRoute = createRoute({
  ...common,
  operationId: "saasusReadPricingUnit",
  path: `${saasusPath}/units/{pricing_unit_id}`,
  summary: "One priced unit",
  request: { params: z.object({ pricing_unit_id: text(exampleUnit.id) }) },
  responses: { 200: jsonResponse("The unit", unitSchema, exampleUnit), ...problems },
});

export const plans = new OpenAPIHono<ApiEnvironment>();
plans.openapi(plansRoute, async (c) => c.json({ pricing_plans: await plansRead(c) }, 200));
plans.openapi(planRoute, async (c) =>
  c.json(theOne(await plansRead(c), "planId", c.req.valid("param").plan_id), 200),
);
plans.openapi(menusRoute, async (c) => c.json({ pricing_menus: menusOf(await plansRead(c)) }, 200));
plans.openapi(menuRoute, async (c) =>
  c.json(theOne(menusOf(await plansRead(c)), "menuId", c.req.valid("param").menu_id), 200),
);
plans.openapi(unitsRoute, async (c) => c.json({ units: unitsOf(await plansRead(c)) }, 200));
plans.openapi(unitRoute, async (c) =>
  c.json(theOne(unitsOf(await plansRead(c)), "pricingUnitId", c.req.valid("param").pricing_unit_id), 200),
);

const menusOf = (all: readonly PricingPlan[]) => all.flatMap(({ pricing_menus }) => pricing_menus);
const unitsOf = (all: readonly PricingPlan[]) => menusOf(all).flatMap(({ units }) => units);

async function plansRead(c: ApiContext): Promise<PricingPlan[]> {
  const ctx = c.get("ctx");
  const { plans: onSale } = granted(await pricesOnSale(ctx, {}));
  const { units } = granted(await listMeterUnits(ctx, {}));
  return onSale.map((plan) => pricingPlan(plan, units, localeRead(c)));
}

function theOne<One extends { id: string }>(all: readonly One[], field: string, id: string | undefined): One {
  const found = all.find((each) => each.id === id);
  if (!found) throw new Refused("not_found", { fields: [{ field, rule: "not_offered" }] });
  return found;
}
