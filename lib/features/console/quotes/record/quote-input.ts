import { z } from "zod";
import { looksLikeCardNumber } from "@/lib/domain/billing-details/card-number";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { longestDueDays } from "@/lib/domain/quote/offer";
import { isDay } from "@/lib/domain/quote/quote";
import { estimateInput } from "@/lib/features/catalog/estimates/estimate-input";
import { id } from "@/lib/features/foundation/input/id";
import { requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { overrideSchema } from "@/lib/features/license/contracts/terms/contract-terms-schema";

export const quoteId = id("quote", "not_offered");

const day = z.string().refine(isDay, { params: { rule: "not_a_day" } });

/** Several lines that people type: line breaks stay, other control characters and card numbers do not. */
export const paragraph = (maximumLength: number) =>
  z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(
      z
        .string()
        .max(maximumLength)
        .refine((text) => [...text].every((each) => each === "\n" || (each >= " " && each !== "\u007f")), {
          params: { rule: "control_characters" },
        })
        .refine((text) => !looksLikeCardNumber(text), { params: { rule: "card_number" } }),
    );

const estimated = estimateInput.shape;

/** Everything that a draft holds. Without an id it is a new one; `revision` is the saving that was seen. */
export const draftInput = z.strictObject({
  quoteId: quoteId.optional(),
  revision: z.int().min(1).optional(),
  subject: requiredRemark(120),
  language: z.enum(["en", "ja"]),
  planKey: z.string().max(200),
  planVersion: z.int().min(1).max(1_000_000),
  interval: z.enum(paidIntervals),
  quantities: estimated.quantities,
  discount: estimated.discounts.unwrap().element.nullable().default(null),
  taxKeys: z.array(z.string().max(200)).max(20).default([]),
  override: overrideSchema,
  startsOn: day,
  endsOn: day,
  atEnd: z.enum(["renew", "free"]),
  invoicedBy: z.enum(["stripe_dashboard", "choba"]),
  dueDays: z.int().min(0).max(longestDueDays),
  validUntil: day,
  terms: paragraph(4_000),
});

export type DraftInput = z.input<typeof draftInput>;
export type Draft = z.output<typeof draftInput>;
