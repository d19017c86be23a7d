import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { baseAmountMinor, isFreePlan, limitsOf, type PaidInterval } from "@/lib/domain/catalog/plan";
import { printPlan } from "@/lib/domain/catalog/plan-document";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import { planDocumentSchema } from "@/lib/features/catalog/plans/drafts/plan-schema";
import { plansForSale } from "@/lib/features/catalog/plans/overview/plans-for-sale";
import type { PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { type Locale, locales } from "@/lib/i18n/locales";
import { planSentences } from "@/lib/i18n/pricing/plan-sentences";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { localeOf } from "./locale";
import { planExample } from "./plan-example";
import { amount } from "./promise-schema";
import { commonProblems, jsonResponse, security } from "./responses";

const path = "/api/v1/plans";
const shared = { tags: ["Plans"], security };
const language = {
  locale: z.enum(locales).optional().openapi({ description: "Of its words", example: "en" }),
};
const maximum = z.int().nullable();

const offer = z.object({
  base_amount: amount.nullable().openapi({ description: "Of its base fee; null: it has none" }),
  sentences: z.array(z.string()).openapi({ description: "All that it can ever charge, in words" }),
});

export const planSchema = z
  .object({
    key: z.string(),
    version: z.int(),
    name: z.string(),
    summary: z.string(),
    features: z.array(z.string()).openapi({ description: "As the SaaS praises it" }),
    currency: z.string(),
    is_free: z.boolean(),
    sentences: z.array(z.string()).nullable().openapi({ description: "Of a free plan; null: see intervals" }),
    intervals: z.object({ month: offer.nullable(), year: offer.nullable() }).openapi({
      description: "null: it is not sold so",
    }),
    trial_days: z.int(),
    limits: z.object({ registered_rps: maximum, registered_users: maximum, monthly_active_users: maximum }),
    tax_included: z.boolean().openapi({ description: "Whether the amounts have the tax in them" }),
    // A schema of another module has no `openapi` if that module was loaded before the library which adds it.
    definition: planDocumentSchema.describe(
      "Every component with its amounts, seats and add-ons, as estimates and the console take it",
    ),
  })
  .openapi("Plan");

const list = createRoute({
  ...shared,
  operationId: "listPlans",
  method: "get",
  path,
  summary: "What is on sale, in words and amounts, the smallest first",
  request: {
    query: z.object({
      ...language,
      currency: z.string().max(3).optional().openapi({
        description: "Only plans in it, and free ones: what a tenant of it can choose",
        example: "JPY",
      }),
    }),
  },
  responses: {
    200: jsonResponse(
      "All of them",
      z.object({ data: z.array(planSchema), next: z.null() }).openapi("PlanPage"),
      {
        data: [planExample],
        next: null,
      },
    ),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  operationId: "getPlan",
  method: "get",
  path: `${path}/{key}`,
  summary: "One plan that is on sale",
  request: { params: z.object({ key: foreignId.meta({ example: "starter" }) }), query: z.object(language) },
  responses: { 200: jsonResponse("The plan", planSchema, planExample), ...commonProblems },
});

/** What the SaaS sells. */
export const plans = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const { currency, locale } = c.req.valid("query");
    const { plans, pricesIncludeTax } = granted(await plansForSale(c.get("ctx"), {}));
    const chosen = plans.filter(
      ({ definition }) =>
        currency === undefined || definition.currency === currency.toUpperCase() || isFreePlan(definition),
    );
    return c.json({ data: chosen.map(planJson(localeOf(c, locale), pricesIncludeTax)), next: null }, 200);
  })
  .openapi(retrieve, async (c) => {
    const found = granted(await plansForSale(c.get("ctx"), { key: c.req.valid("param").key }));
    const [plan] = found.plans.map(
      planJson(localeOf(c, c.req.valid("query").locale), found.pricesIncludeTax),
    );
    if (!plan) throw new Error("a plan that is not on sale was refused");
    return c.json(plan, 200);
  });

const planJson =
  (locale: Locale, taxIncluded: boolean) =>
  ({ planKey, version, definition }: PlanVersion): z.output<typeof planSchema> => {
    const isFree = isFreePlan(definition);
    const limits = limitsOf(definition);
    const offerOf = (interval: PaidInterval) =>
      isFree || !isOffered(definition, interval)
        ? null
        : {
            base_amount: baseAmountMinor(definition, interval)?.toString() ?? null,
            sentences: planSentences(definition, interval, locale),
          };
    return {
      key: planKey,
      version,
      name: definition.name[locale],
      summary: definition.summary[locale],
      features: definition.features.map((feature) => feature[locale]),
      currency: definition.currency,
      is_free: isFree,
      sentences: isFree ? planSentences(definition, "month", locale) : null,
      intervals: { month: offerOf("month"), year: offerOf("year") },
      trial_days: definition.trialDays ?? 0,
      limits: {
        registered_rps: limits.registeredRps,
        registered_users: limits.registeredUsers,
        monthly_active_users: limits.monthlyActiveUsers,
      },
      tax_included: taxIncluded,
      definition: printPlan(definition),
    };
  };
