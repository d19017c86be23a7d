"use client";

import { useTranslations } from "next-intl";
import { fieldTexts } from "@/components/patterns/refusal";
import type { FieldError } from "@/lib/domain/errors";

/** The rule that a field breaks, as a sentence in the reader's language. */
export function useProblemWords(): (problem: FieldError) => string {
  const t = useTranslations("errors");
  return ({ field, rule, params }) => {
    const texts = fieldTexts(t, {
      code: "invalid_input",
      fields: [{ field, rule, ...(params ? { params } : {}) }],
    });
    return texts[field]?.[0] ?? "";
  };
}
