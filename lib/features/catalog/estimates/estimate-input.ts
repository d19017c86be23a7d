import { z } from "zod";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { taxRoundings } from "@/lib/domain/pricing/terms";
import { planDefinitionSchema } from "@/lib/features/catalog/plans/drafts/plan-schema";
import { localizedLine } from "@/lib/features/foundation/input/catalog-rules";

/** The form of a request for a price; whether it fits the plan is checked against the plan. */
const name = z.string().max(200);
const number = z.string().max(100);
const mostNames = 1_000;

const byName = z
  .record(name, z.string().max(200))
  .refine((record) => Object.keys(record).length <= mostNames, { params: { rule: "invalid" } })
  .default({});

const quantities = z.strictObject({
  seats: z.number().default(0),
  usage: byName,
  addons: byName,
  onDemand: byName,
});

const components = z.array(name).max(mostNames).nullable().default(null);

const discount = z.strictObject({
  name: localizedLine(100).default({ en: "Discount", ja: "割引" }),
  value: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("percent"), percent: number }),
    z.strictObject({
      type: z.literal("amount"),
      amountMinor: number,
      currency: z.string().max(20).optional(),
    }),
  ]),
  components,
  months: z.int().min(1).max(1_200).nullable().default(null),
});

const tax = z.strictObject({
  key: name.min(1),
  name: localizedLine(100).default({ en: "Tax", ja: "税" }),
  percent: number,
  inclusive: z.boolean(),
  components,
});

export const estimateInput = z.strictObject({
  /** A plan of the catalog: the newest version on sale, or the named version. */
  planKey: name.optional(),
  planVersion: z.int().min(1).max(1_000_000).optional(),
  /** Or a plan that need not be in the catalog. */
  plan: planDefinitionSchema.optional(),
  interval: z.enum(paidIntervals).default("month"),
  quantities: quantities.prefault({}),
  discounts: z.array(discount).max(20).default([]),
  monthsBefore: z.int().min(0).max(1_200).default(0),
  /** Keys of the catalog's tax rates. */
  taxRates: z.array(name).max(20).default([]),
  taxes: z.array(tax).max(20).default([]),
  /** Without it, as the catalog says. */
  taxRounding: z.enum(taxRoundings).optional(),
});

export type EstimateRequest = z.output<typeof estimateInput>;
