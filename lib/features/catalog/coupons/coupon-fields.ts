import { z } from "zod";
import { isKnownCurrency } from "@/lib/domain/catalog/problems/currencies";
import { couponCodeForm, couponCodeOf } from "@/lib/domain/coupons/coupon";
import { isDecimal, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { isDay } from "@/lib/domain/quote/quote";
import { localizedLine } from "@/lib/features/foundation/input/catalog-rules";

const hundred = parseDecimal("100");
const day = z.string().refine(isDay, { params: { rule: "not_a_day" }, abort: true });
const whole = (maximum: number) => z.int().min(1).max(maximum);

/** A code as it is stored, whatever was typed. */
export const couponCode = z
  .string()
  .max(100)
  .transform(couponCodeOf)
  .refine((code) => couponCodeForm.test(code), { params: { rule: "coupon_code_form" } });

const percent = z
  .string()
  .max(20)
  .refine((text) => isDecimal(text) && !text.startsWith("-") && parseDecimal(text) <= hundred, {
    params: { rule: "percent" },
    abort: true,
  })
  .refine((text) => parseDecimal(text) > 0n, { params: { rule: "not_positive" } })
  .refine((text) => !/\.\d{5,}$/.test(text), { params: { rule: "percent_decimals" } })
  .transform((text) => printDecimal(parseDecimal(text)));

const amountMinor = z
  .string()
  .regex(/^\d{1,15}$/, { abort: true })
  .refine((text) => BigInt(text) > 0n, { params: { rule: "not_positive" } })
  .transform((text) => String(BigInt(text)));

/** What a coupon takes off, and for whom: none of it changes once the coupon was used. */
const terms = {
  value: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("percent"), percent }),
    z.strictObject({
      type: z.literal("amount"),
      amountMinor,
      currency: z.string().refine(isKnownCurrency, { params: { rule: "not_offered" } }),
    }),
  ]),
  plans: z.array(z.string().max(60)).max(50).default([]),
  components: z.array(z.string().max(60)).min(1).max(50).nullable().default(null),
  months: whole(120).nullable(),
  oncePerTenant: z.boolean(),
  firstDay: day.nullable(),
};

/** Everything of a coupon but its code. */
export const couponFields = {
  name: localizedLine(50),
  ...terms,
  lastDay: day.nullable(),
  maximumUses: whole(1_000_000).nullable(),
};

export type CouponFields = z.output<z.ZodObject<typeof couponFields>>;

type Days = { firstDay: string | null; lastDay: string | null };

/** The last day is not before the first one. */
export function requireOrder({ firstDay, lastDay }: Days, context: z.RefinementCtx): void {
  if (firstDay !== null && lastDay !== null && lastDay < firstDay)
    context.addIssue({ code: "custom", path: ["lastDay"], params: { rule: "before_start" } });
}

/** The fields that are fixed by the first use. */
export const fixedFields = Object.keys(terms) as (keyof typeof terms)[];
