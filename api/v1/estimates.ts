import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { type KeptEstimate, makeEstimate } from "@/lib/features/catalog/estimates/make-estimate";
import { readEstimate } from "@/lib/features/catalog/estimates/read-estimate";
import type { Locale } from "@/lib/i18n/locales";
import { negotiateLocale } from "@/lib/i18n/negotiate-locale";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { fieldProblem } from "../problem";
import { exampleRequest, exampleResponse } from "./estimate-example";
import { estimateRequestSchema, toInput } from "./estimate-request";
import { decimal, minor, ratedInvoiceJson, ratedInvoiceSchema } from "./rated-invoice-schema";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "./responses";

const estimateSchema = z
  .object({
    id: z.string().openapi({ description: "Reads it again, as it was told, for a year and a month" }),
    plan: z.object({ key: z.string().nullable(), version: z.int().nullable(), name: z.string() }),
    currency: z.string().openapi({ example: "USD" }),
    interval: z.enum(paidIntervals),
    monthly: ratedInvoiceSchema.openapi({ description: "Each month; of a yearly license the usage only" }),
    yearly: z
      .union([ratedInvoiceSchema, z.null()])
      .openapi({ description: "Once a year, in advance; null by the month" }),
    first_year_minor: minor.openapi({ description: "The first twelve months in all" }),
    does_not_fit: z
      .array(z.object({ component: z.string(), maximum: decimal }))
      .openapi({ description: "What the plan does not offer at all, whatever is paid" }),
    warnings: z
      .array(z.object({ field: z.string(), rule: z.string(), message: z.string() }))
      .openapi({ description: "What a plan in the request probably does not mean" }),
  })
  .openapi("Estimate");

const { 404: _, ...problems } = commonProblems;

const route = createRoute({
  method: "post",
  operationId: "createEstimate",
  path: "/api/v1/estimates",
  tags: ["Prices"],
  security,
  summary: "What a plan of the catalog, or any other, would cost; nothing is bought",
  request: {
    body: jsonBody(estimateRequestSchema, exampleRequest),
  },
  responses: {
    200: jsonResponse("The price, itemised", estimateSchema, exampleResponse),
    ...bodyProblems,
    ...problems,
  },
});

const readRoute = createRoute({
  method: "get",
  operationId: "readEstimate",
  path: "/api/v1/estimates/{estimate_id}",
  tags: ["Prices"],
  security,
  summary: "An estimate as it was told, however prices have changed since",
  request: { params: z.object({ estimate_id: z.string().openapi({ example: exampleResponse.id }) }) },
  responses: { 200: jsonResponse("The price, itemised", estimateSchema, exampleResponse), ...commonProblems },
});

export const estimates = new OpenAPIHono<ApiEnvironment>()
  .openapi(route, async (c) => {
    const locale = negotiateLocale(undefined, c.req.header("accept-language") ?? null);
    const estimate = granted(await makeEstimate(c.get("ctx"), toInput(c.req.valid("json"))));
    c.header("Content-Language", locale);
    return c.json(toJson(estimate, locale), 200);
  })
  .openapi(readRoute, async (c) => {
    const locale = negotiateLocale(undefined, c.req.header("accept-language") ?? null);
    const id = idInPath("estimate", c.req.valid("param").estimate_id);
    const estimate = granted(await readEstimate(c.get("ctx"), { id }));
    c.header("Content-Language", locale);
    return c.json(toJson(estimate, locale), 200);
  });

function toJson(estimate: KeptEstimate, locale: Locale) {
  const { plan, yearly, monthly } = estimate;
  return {
    id: estimate.id,
    plan: { key: plan.key, version: plan.version, name: plan.name[locale] },
    currency: estimate.currency,
    interval: estimate.interval,
    monthly: ratedInvoiceJson(monthly, "month", locale),
    yearly: yearly && ratedInvoiceJson(yearly, "year", locale),
    first_year_minor: String(estimate.firstYearMinor),
    does_not_fit: estimate.doesNotFit,
    warnings: estimate.warnings.map((warning) => fieldProblem(locale, warning)),
  };
}
