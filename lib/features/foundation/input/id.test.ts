import { expect, test } from "vitest";
import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { locales } from "@/lib/i18n/locales";
import { messagesOf } from "@/lib/i18n/messages";
import { id } from "./id";
import { parseInput } from "./parse-input";

const given = (value: unknown, rule?: string) => {
  try {
    return parseInput(z.strictObject({ quoteId: id("quote", rule) }), { quoteId: value });
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
};

test("an id of the right form passes unchanged", () => {
  const quoteId = "quo_019a9c3e7d5c7b579f1e4f5d8f0d2a11";
  expect(given(quoteId)).toEqual({ quoteId });
});

test.each([
  "ten_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  "quo_",
  "quo_019A9C3E7D5C7B57",
  " quo_019a9c3e7d5c7b57",
  "quo_019a9c3e7d5c7b57'--",
  "",
  7,
  null,
  undefined,
])("%j is refused by field and rule", (value) => {
  expect(given(value)).toEqual({ code: "invalid_input", fields: [{ field: "quoteId", rule: "not_an_id" }] });
  expect(given(value, "not_offered")).toEqual({
    code: "invalid_input",
    fields: [{ field: "quoteId", rule: "not_offered" }],
  });
});

test("the rule has words in every language", () => {
  for (const locale of locales) expect(messagesOf(locale).errors.rules.not_an_id).toBeTruthy();
});
