import { z } from "zod";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import { seatsInUse, taxCategories } from "@/lib/domain/catalog/component";
import type { PlanDefinition, paidIntervals } from "@/lib/domain/catalog/plan";
import { type PlanDocument, planFormat, readPlan } from "@/lib/domain/catalog/plan-document";
import { type Snaked, snakeCase } from "@/lib/domain/snake-case";
import { parseInput } from "@/lib/features/foundation/input/parse-input";

/**
 * The form of a plan, and only that: what is wrong with its content is said by `planProblems`, so that a draft keeps
 * whatever has been typed so far. Lengths and counts are bounded generously, only to bound the work.
 */
const mostItems = 1_000;

/** No control characters and no half characters, which Postgres could not keep. */
const text = (maximumLength: number) =>
  z
    .string()
    .max(maximumLength)
    .refine((typed) => !/[\p{Cc}\p{Cs}]/u.test(typed), {
      params: { rule: "control_characters" },
    });

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(mostItems);

const key = text(200);
const localized = z.strictObject({ en: text(2_000), ja: text(2_000) });
const nothingSaid = { en: "", ja: "" };

/** A decimal as text, also one that is not finished. */
const decimal = text(100);
const optionalDecimal = decimal.nullable().default(null);
const count = z.number();
const optionalCount = count.nullable().default(null);
const byInterval = z.strictObject({ month: optionalDecimal, year: optionalDecimal } satisfies Record<
  (typeof paidIntervals)[number],
  z.ZodType
>);

const common = {
  key,
  name: localized,
  currency: text(20).optional(),
  taxCategory: z.enum(taxCategories).optional(),
};

const base = z.strictObject({ kind: z.literal("base"), ...common, amountMinor: byInterval });

const seats = z.strictObject({
  kind: z.literal("seats"),
  ...common,
  unitAmountMinor: byInterval,
  included: count.default(0),
  minimum: count.default(0),
  maximum: optionalCount,
  inUse: z.enum(seatsInUse).optional(),
});

const tiers = listOf(
  z.strictObject({
    upTo: optionalDecimal,
    unitAmountMinor: decimal.default("0"),
    flatAmountMinor: decimal.default("0"),
  }),
);

const usagePrice = z.discriminatedUnion("model", [
  z.strictObject({ model: z.literal("unlimited") }),
  z.strictObject({ model: z.literal("limit") }),
  z.strictObject({ model: z.literal("per_unit"), unitAmountMinor: decimal, per: decimal.default("1") }),
  z.strictObject({ model: z.literal("package"), amountMinor: decimal, size: decimal }),
  z.strictObject({ model: z.literal("graduated"), tiers }),
  z.strictObject({ model: z.literal("volume"), tiers }),
]);

const scale = z.strictObject({
  divideBy: decimal,
  decimals: count,
  rounding: z.enum(["half_up", "down", "up"]).default("half_up"),
});

const usage = z.strictObject({
  kind: z.literal("usage"),
  ...common,
  meter: key,
  unit: localized,
  scale: scale.nullable().default(null),
  included: decimal.default("0"),
  includedPerSeat: decimal.default("0"),
  price: usagePrice,
  capMinor: optionalDecimal,
  minimumMinor: optionalDecimal,
});

const addonChoice = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("switch"), amountMinor: byInterval }),
  z.strictObject({
    type: z.literal("quantity"),
    unitAmountMinor: byInterval,
    included: count.default(0),
    maximum: optionalCount,
  }),
  z.strictObject({
    type: z.literal("one_of"),
    options: listOf(z.strictObject({ key, name: localized, amountMinor: byInterval })),
  }),
]);

export const addon = z.strictObject({ kind: z.literal("addon"), ...common, choice: addonChoice });

const onDemand = z.strictObject({
  kind: z.literal("on_demand"),
  ...common,
  unit: localized,
  unitAmountMinor: decimal,
  included: decimal.default("0"),
});

/** A plan as the editor and the database have it. */
export const planDefinitionSchema = z.strictObject({
  name: localized,
  summary: localized.default(nothingSaid),
  features: listOf(localized).default([]),
  currency: text(20),
  limits: z.strictObject({ registeredRps: optionalCount, registeredUsers: optionalCount }).prefault({}),
  trialDays: count.optional(),
  changeMode: z.enum(changeModes).optional(),
  components: listOf(z.discriminatedUnion("kind", [base, seats, usage, addon, onDemand])).default([]),
}) satisfies z.ZodType<PlanDefinition>;

export type PlanDefinitionInput = z.input<typeof planDefinitionSchema>;

/** The same plan as it travels, its fields in snake case. What is left out has its default. */
export type PlanDocumentInput = Snaked<PlanDefinitionInput> & { format?: typeof planFormat };

export const planDocumentSchema = z.strictObject({
  format: z.literal(planFormat).default(planFormat),
  ...(inSnakeCase(planDefinitionSchema) as typeof planDefinitionSchema).shape,
}) as unknown as z.ZodType<PlanDocument, PlanDocumentInput>;

/**
 * The plan in a document from outside, so far unchecked beyond its form.
 * @throws Refused `invalid_input` with each field as the document calls it
 */
export function parsePlanDocument(raw: unknown): PlanDefinition {
  return readPlan(parseInput(planDocumentSchema, raw));
}

/** The same form with every field in snake case. */
function inSnakeCase(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  // zod has no public type for the definition of a schema that is only known to be one.
  const like = (changes: object) => (schema as z.ZodType).clone({ ...schema._zod.def, ...changes } as never);
  switch (def.type) {
    case "object":
      return like({
        shape: Object.fromEntries(
          Object.entries(def.shape).map(([name, inner]) => [snakeCase(name), inSnakeCase(inner)]),
        ),
      });
    case "array":
      return like({ element: inSnakeCase(def.element) });
    case "union":
      return like({ options: def.options.map(inSnakeCase) });
    case "nullable":
    case "optional":
    case "default":
    case "prefault":
      return like({ innerType: inSnakeCase(def.innerType) });
    default:
      return schema;
  }
}
