import { z } from "@hono/zod-openapi";
import type { MeterFilter } from "./meter-filter";

const operators = [
  "equals",
  "not_equals",
  "greater_than",
  "greater_than_or_equals",
  "less_than",
  "less_than_or_equals",
  "contains",
  "does_not_contain",
] as const;

const clauseSchema = z
  .strictObject({
    key: z.string().min(1).max(255).openapi({ example: "model" }),
    operator: z.enum(operators).openapi({
      description: "`equals` and `not_equals` count here; the others are refused",
      example: "equals",
    }),
    value: z.union([z.string().max(1_000), z.number(), z.boolean()]).openapi({ example: "large" }),
  })
  .openapi("MeterFilterClause");

const filterSchema: z.ZodType<MeterFilter, MeterFilter> = z
  .strictObject({
    conjunction: z.enum(["and", "or"]),
    clauses: z
      .array(z.union([clauseSchema, z.lazy(() => filterSchema)]))
      .min(1)
      .max(50)
      .openapi({ type: "array", items: {} }),
  })
  .openapi("MeterFilter", {
    description:
      "`and` of clauses or of filters; `or` only of `equals` about one key. Values are compared as text.",
  });

const aggregationSchema = z
  .strictObject({
    type: z.enum(["count", "sum", "max", "last", "unique"]).openapi({
      description:
        "`unique` (different values) is Choba's addition. Without Stripe only `count` and `sum` are taken.",
      example: "sum",
    }),
    key: z
      .string()
      .min(1)
      .max(100)
      .nullish()
      .openapi({ description: "The property of `metadata` that is aggregated; needed unless `count`" }),
  })
  .openapi("MeterAggregation");

export const createMeterSchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    event_name: z.string().min(1).max(100),
    measurement_unit: z.string().min(1).max(40).openapi({ description: "What one unit is called" }),
    aggregation: aggregationSchema,
    description: z.string().max(500).nullish(),
    filter: filterSchema.nullish(),
  })
  .openapi("CreateMeter", {
    example: {
      name: "Data processed",
      event_name: "data.processed",
      measurement_unit: "bytes",
      aggregation: { type: "sum", key: "bytes" },
      filter: { conjunction: "and", clauses: [{ key: "region", operator: "equals", value: "tokyo" }] },
    },
  });

const example = {
  id: "mtr_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  business_id: "ten_backoffice",
  name: "API calls",
  description: null,
  event_name: "api.call",
  measurement_unit: "calls",
  aggregation: { type: "count", key: null },
  filter: null,
  created_at: "2026-11-20T03:00:00.000Z",
  updated_at: "2026-11-20T03:00:00.000Z",
  archived: false,
  unit_name: "api_calls",
};

export const meterSchema = z
  .object({
    id: z.string(),
    business_id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    event_name: z.string(),
    measurement_unit: z.string(),
    aggregation: z.object({ type: z.string(), key: z.string().nullable() }),
    filter: filterSchema.nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    archived: z.boolean().openapi({ description: "Choba's addition" }),
    unit_name: z.string().openapi({ description: "Choba's addition: the meter unit's name in plans" }),
  })
  .openapi("Meter", { example });

export const meterPageSchema = z
  .object({ items: z.array(meterSchema) })
  .openapi("MeterPage", { example: { items: [example] } });

export type CreateMeter = z.output<typeof createMeterSchema>;
export type Meter = z.output<typeof meterSchema>;
