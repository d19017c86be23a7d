import { z } from "zod";
import { looksLikeCardNumber } from "@/lib/domain/billing-details/card-number";

/** Several lines of text. Card numbers are refused here as everywhere (seed 1). */
export const noteBody = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .refine((text) => !looksLikeCardNumber(text), { params: { rule: "card_number" } });

export const noteId = z.string().min(1).max(64);
