import { z } from "zod";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { atEnds, type ContractTerms, longestDaysUntilDue } from "@/lib/domain/contract/contract";
import { startOfDay } from "@/lib/domain/time/day-window";
import { planDefinitionSchema } from "@/lib/features/catalog/plans/drafts/plan-schema";
import { localizedLine } from "@/lib/features/foundation/input/catalog-rules";
import { id } from "@/lib/features/foundation/input/id";
import { instant, requiredRemark } from "@/lib/features/foundation/input/input-rules";
import type { ContractTaxes } from "./contract-taxes";

const decimal = z
  .string()
  .min(1, { abort: true })
  .regex(/^\d{1,18}(\.\d{1,12})?$/);
const moment = instant.transform((text) => new Date(text));

const discount = z.strictObject({
  name: localizedLine(100),
  value: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("percent"), percent: decimal }),
    z.strictObject({ type: z.literal("amount"), amountMinor: decimal, currency: z.string().max(3) }),
  ]),
  components: z.array(z.string().max(200)).max(100).nullable(),
  months: z.int().min(1).max(1_200).nullable(),
});

const invoicing = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("stripe_dashboard"),
    stripeSubscriptionId: z
      .string()
      .regex(/^sub_[A-Za-z0-9_]{1,100}$/)
      .nullable()
      .default(null),
  }),
  z.strictObject({
    by: z.literal("choba"),
    daysUntilDue: z.int().min(1).max(longestDaysUntilDue).nullable(),
  }),
]);

/** What was negotiated, and why; a contract and a quote say it in the same words. */
export const overrideSchema = z
  .strictObject({ definition: planDefinitionSchema, reason: requiredRemark(500) })
  .nullable()
  .default(null);

/** What a form, a quote or the API says of a contract. Instants are ISO 8601 with an offset; null starts it today. */
export const contractTermsSchema = z.strictObject({
  planVersionId: id("planVersion", "not_offered"),
  override: overrideSchema,
  interval: z.enum(paidIntervals),
  quantities: z
    .strictObject({
      seats: z.int().min(0).max(1_000_000).default(0),
      addons: z.record(z.string().max(200), z.string().max(200)).default({}),
    })
    .prefault({}),
  discount: discount.nullable().default(null),
  /** Keys of the catalog's tax rates, or of those that the running contract has. */
  taxKeys: z.array(z.string().max(200)).max(20).default([]),
  startsAt: moment.nullable().default(null),
  endsAt: moment.nullable().default(null),
  invoicing,
  atEnd: z.enum(atEnds).default("free"),
});

export type ContractTermsInput = z.input<typeof contractTermsSchema>;

/**
 * The terms as the domain knows them: contracts begin and end at midnights of the tenant, so what was typed with a time is
 * its day. Without a start it is today, never before `notBefore`.
 */
export function termsOf(
  { taxKeys: _, ...input }: z.output<typeof contractTermsSchema>,
  taxes: ContractTaxes,
  { now, timeZone, notBefore }: { now: Date; timeZone: string; notBefore: Date | null },
): ContractTerms {
  const today = startOfDay(now, timeZone);
  const startsAt = input.startsAt
    ? startOfDay(input.startsAt, timeZone)
    : notBefore && notBefore > today
      ? notBefore
      : today;
  const endsAt = input.endsAt && startOfDay(input.endsAt, timeZone);
  const planVersionId = input.planVersionId as ContractTerms["planVersionId"];
  return { ...input, ...taxes, planVersionId, startsAt, endsAt };
}
