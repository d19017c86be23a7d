import { expect, test } from "vitest";
import { negotiateLocale } from "./negotiate-locale";

test("the reader's own choice wins over the browser's", () => {
  expect(negotiateLocale("ja", "en-US,en;q=0.9")).toBe("ja");
  expect(negotiateLocale("en", "ja")).toBe("en");
});

test("an unknown choice counts as no choice", () => {
  expect(negotiateLocale("tlh", "ja")).toBe("ja");
  expect(negotiateLocale("__proto__", null)).toBe("en");
});

test("the browser's languages count by quality, then by order", () => {
  expect(negotiateLocale(undefined, "ja-JP")).toBe("ja");
  expect(negotiateLocale(undefined, "fr, ja;q=0.5, en;q=0.4")).toBe("ja");
  expect(negotiateLocale(undefined, "ja;q=0.3, en-GB;q=0.9")).toBe("en");
  expect(negotiateLocale(undefined, "ja;q=0, *")).toBe("en");
});

test("without a usable language it is English", () => {
  for (const header of [null, "", "fr", ";;;", "ja;q=abc"])
    expect(negotiateLocale(undefined, header)).toBe("en");
});
