import { z } from "@hono/zod-openapi";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { readPlan } from "@/lib/domain/catalog/plan-document";
import { taxRoundings } from "@/lib/domain/pricing/terms";
import type { makeEstimate } from "@/lib/features/catalog/estimates/make-estimate";
import { planDocumentSchema } from "@/lib/features/catalog/plans/drafts/plan-schema";

const decimal = z.string().max(100);
/** A quantity: text for exact decimals, or a JSON number. */
const quantity = z.union([decimal, z.number()]).openapi({ example: 500000 });
const components = z
  .array(z.string())
  .nullish()
  .openapi({ description: "Keys of the components that it is on; null: all" });
const name = z.strictObject({ en: z.string(), ja: z.string() });

const quantitiesSchema = z
  .strictObject({
    seats: z.number().optional().openapi({ description: "People with a seat", example: 12 }),
    usage: z
      .record(z.string(), quantity)
      .optional()
      .openapi({ description: "What each meter unit records in a month, by its name" }),
    addons: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .optional()
      .openapi({ description: "By key: true or false, how many, or the key of the chosen option" }),
    on_demand: z
      .record(z.string(), quantity)
      .optional()
      .openapi({ description: "Work asked for in a month, by key, what is included among it" }),
  })
  .openapi("EstimateQuantities");

const discountSchema = z
  .strictObject({
    name: name.optional(),
    value: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("percent"), percent: decimal }),
      z.strictObject({ type: z.literal("amount"), amount_minor: decimal, currency: z.string().optional() }),
    ]),
    components,
    months: z.int().nullish().openapi({ description: "For the first months only; null: for good" }),
  })
  .openapi("EstimateDiscount");

const taxSchema = z
  .strictObject({
    key: z.string(),
    name: name.optional(),
    percent: decimal,
    inclusive: z.boolean(),
    components,
  })
  .openapi("EstimateTax");

export const estimateRequestSchema = z
  .strictObject({
    plan_key: z.string().optional().openapi({ description: "A plan of the catalog", example: "pro" }),
    plan_version: z.int().optional().openapi({ description: "Default: the newest one on sale" }),
    plan: planDocumentSchema.optional().openapi({ description: "Instead of `plan_key`: any plan" }),
    interval: z.enum(paidIntervals).optional().openapi({ description: "Default: month" }),
    quantities: quantitiesSchema.optional(),
    discounts: z.array(discountSchema).optional(),
    months_before: z.int().optional().openapi({ description: "Months the license has lasted; default: 0" }),
    tax_rates: z.array(z.string()).optional().openapi({ description: "Keys of the catalog's tax rates" }),
    taxes: z.array(taxSchema).optional().openapi({ description: "Taxes that are not in the catalog" }),
    tax_rounding: z
      .strictObject({ rounding: z.enum(taxRoundings) })
      .optional()
      .openapi({ description: "Default: as the catalog says" }),
  })
  .openapi("EstimateRequest");

type UseCaseInput = Parameters<typeof makeEstimate>[1];

/**
 * The request as the input of the use-case. The names in `quantities` are the caller's and stay as they are.
 */
export function toInput(body: z.output<typeof estimateRequestSchema>): UseCaseInput {
  const { quantities = {}, discounts, taxes, plan } = body;
  return {
    planKey: body.plan_key,
    planVersion: body.plan_version,
    plan: plan && readPlan(plan),
    interval: body.interval,
    quantities: {
      seats: quantities.seats,
      usage: asText(quantities.usage),
      addons: asText(quantities.addons),
      onDemand: asText(quantities.on_demand),
    },
    discounts: discounts?.map(({ value, ...discount }) => ({
      ...discount,
      value:
        value.type === "percent"
          ? value
          : { type: value.type, amountMinor: value.amount_minor, currency: value.currency },
    })),
    monthsBefore: body.months_before,
    taxRates: body.tax_rates,
    taxes,
    taxRounding: body.tax_rounding?.rounding,
  };
}

function asText(values: Record<string, string | number | boolean> | undefined) {
  if (!values) return undefined;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "boolean" ? (value ? "1" : "0") : String(value),
    ]),
  );
}
