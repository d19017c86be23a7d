import { useTranslations } from "next-intl";
import type { FieldError, Refusal } from "@/lib/domain/errors";
import type { Messages } from "@/lib/i18n/messages";
import type { FormState } from "./form-state";

/** `useTranslations("errors")` or `await getTranslations("errors")`. */
export type ErrorWords = ReturnType<typeof useTranslations<"errors">>;

/** A refusal as one sentence in the reader's language: what is the matter and what to do. */
export function refusalText(t: ErrorWords, refusal: Refusal): string {
  const values = { maximum: "–", reason: "–", plans: "–", perHour: "–", perDay: "–", ...refusal.params };
  return t(`refusals.${refusal.code}`, values);
}

/** What is wrong with each field, by the name of the field; a rule without words of its own reads as invalid. */
export function fieldTexts(t: ErrorWords, refusal: Refusal): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const error of refusal.fields ?? []) {
    texts[error.field] ??= [];
    texts[error.field]?.push(ruleText(t, error));
  }
  return texts;
}

/** What a form's server action answers when the use-case refused: the sentence, and each field's own. */
export function refusalState(t: ErrorWords, refusal: Refusal): FormState {
  const fieldErrors = fieldTexts(t, refusal);
  return { ok: false, message: refusalText(t, refusal), fieldErrors };
}

/** For client components that call a server action themselves: `say(result.refusal)`. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations("errors");
  return (refusal) => refusalText(t, refusal);
}

export function ruleText(t: ErrorWords, { rule, params }: FieldError): string {
  const key = `rules.${rule}` as `rules.${keyof Messages["errors"]["rules"]}`;
  return t.has(key) ? t(key, { maximum: "–", minimum: "–", ...params }) : t("rules.invalid");
}
