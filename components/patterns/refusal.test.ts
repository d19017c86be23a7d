import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { type RefusalCode, refusalCodes } from "@/lib/domain/errors";
import { locales } from "@/lib/i18n/locales";
import { messagesOf } from "@/lib/i18n/messages";
import { type ErrorWords, refusalState, refusalText } from "./refusal";

describe.each(locales)("a refusal in words (%s)", (locale) => {
  const unknownWords: string[] = [];
  const t = createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace: "errors",
    onError: (error) => unknownWords.push(error.message),
  }) as unknown as ErrorWords;

  test.each(refusalCodes)("%s is a sentence, whatever values come with it", (code: RefusalCode) => {
    expect(refusalText(t, { code })).toMatch(/[.。]$/);
    expect(unknownWords).toEqual([]);
  });

  test("each field says every rule it broke, with its numbers", () => {
    const state = refusalState(t, {
      code: "invalid_input",
      fields: [
        { field: "payerEmail", rule: "email" },
        { field: "payerEmail", rule: "too_long", params: { maximum: 254 } },
        { field: "companyName", rule: "a_rule_nobody_wrote_words_for" },
      ],
    });
    expect(state.ok).toBe(false);
    expect(state.fieldErrors?.payerEmail).toHaveLength(2);
    expect(state.fieldErrors?.payerEmail?.[1]).toContain("254");
    expect(state.fieldErrors?.companyName).toEqual([messagesOf(locale).errors.rules.invalid]);
    expect(unknownWords).toEqual([]);
  });
});
