import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { type PaidInterval, paidIntervals } from "@/lib/domain/catalog/plan";
import type { RatedInvoice } from "@/lib/domain/pricing/rated-invoice";
import { type KeptEstimate, makeEstimate } from "@/lib/features/catalog/estimates/make-estimate";
import { readEstimate } from "@/lib/features/catalog/estimates/read-estimate";
import type { Locale } from "@/lib/i18n/locales";
import { negotiateLocale } from "@/lib/i18n/negotiate-locale";
import { lineLabel } from "@/lib/i18n/pricing";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { fieldProblem } from "../problem";
import { exampleRequest, exampleResponse } from "./estimate-example";
import { estimateRequestSchema, toInput } from "./estimate-request";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "./responses";

const minor = z.string().openapi({ description: "Minor units (cents, yen) as text", example: "32500" });
const decimal = z.string().openapi({ description: "An exact decimal as text" });

const lineSchema = z
  .object({
    component: z.string().openapi({ description: "Key of the component" }),
    kind: z.string().openapi({ example: "usage" }),
    description: z.string().openapi({ description: "In the language of Accept-Language" }),
    quantity: decimal,
    unit_amount_minor: decimal.nullable().openapi({ description: "Minor units for each `per` units" }),
    per: decimal,
    amount_minor: minor,
    discount_minor: minor.openapi({ description: "The line's share of all discounts" }),
  })
  .openapi("EstimateLine");

const invoiceSchema = z
  .object({
    lines: z.array(lineSchema),
    subtotal_minor: minor,
    discounts: z.array(z.object({ name: z.string(), percent: decimal.nullable(), amount_minor: minor })),
    discount_minor: minor,
    taxes: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        percent: decimal,
        inclusive: z.boolean(),
        taxable_minor: minor,
        amount_minor: minor,
      }),
    ),
    tax_minor: minor.openapi({ description: "Inclusive tax, too, which is inside the lines already" }),
    total_minor: minor,
  })
  .openapi("EstimateInvoice");

const estimateSchema = z
  .object({
    id: z.string().openapi({ description: "Reads it again, as it was told, for a year and a month" }),
    plan: z.object({ key: z.string().nullable(), version: z.int().nullable(), name: z.string() }),
    currency: z.string().openapi({ example: "USD" }),
    interval: z.enum(paidIntervals),
    monthly: invoiceSchema.openapi({ description: "Each month; of a yearly license the usage only" }),
    yearly: z
      .union([invoiceSchema, z.null()])
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
    monthly: invoiceJson(monthly, "month", locale),
    yearly: yearly && invoiceJson(yearly, "year", locale),
    first_year_minor: String(estimate.firstYearMinor),
    does_not_fit: estimate.doesNotFit,
    warnings: estimate.warnings.map((warning) => fieldProblem(locale, warning)),
  };
}

const invoiceJson = (invoice: RatedInvoice, interval: PaidInterval, locale: Locale) => ({
  lines: invoice.lines.map((line) => ({
    component: line.component,
    kind: line.kind,
    description: lineLabel(line, invoice.currency, locale, { interval, among: invoice.lines }),
    quantity: line.quantity,
    unit_amount_minor: line.unitAmountMinor,
    per: line.per,
    amount_minor: String(line.amountMinor),
    discount_minor: String(line.discountMinor),
  })),
  subtotal_minor: String(invoice.subtotalMinor),
  discounts: invoice.discounts.map(({ name, percent, amountMinor }) => ({
    name: name[locale],
    percent,
    amount_minor: String(amountMinor),
  })),
  discount_minor: String(invoice.discountMinor),
  taxes: invoice.taxes.map(({ key, name, percent, inclusive, taxableMinor, amountMinor }) => ({
    key,
    name: name[locale],
    percent,
    inclusive,
    taxable_minor: String(taxableMinor),
    amount_minor: String(amountMinor),
  })),
  tax_minor: String(invoice.taxMinor),
  total_minor: String(invoice.totalMinor),
});
