import { z } from "zod";
import { isDecimal, parseDecimal } from "@/lib/domain/money/decimal";
import { localizedLine } from "@/lib/features/foundation/input/catalog-rules";
import { line } from "@/lib/features/foundation/input/input-rules";

const hundred = parseDecimal("100");

/** 0 to 100 with at most four decimals, as Stripe keeps it (docs.stripe.com/api/tax_rates/object). */
export const taxPercent = z
  .string()
  .refine((text) => isDecimal(text) && !text.startsWith("-") && parseDecimal(text) <= hundred, {
    params: { rule: "percent" },
    abort: true,
  })
  .refine((text) => !/\.\d{5,}$/.test(text), { params: { rule: "percent_decimals" } });

/** ISO 3166 in capitals, or empty. */
export const countryCode = z.string().regex(/^([A-Z]{2})?$/);

/** What may change after a rate was created. */
export const taxRateWords = {
  displayName: localizedLine(50),
  country: countryCode.default(""),
  jurisdiction: line(50).default(""),
  description: line(500).default(""),
};
