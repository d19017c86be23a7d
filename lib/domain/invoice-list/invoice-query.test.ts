import { expect, test } from "vitest";
import { amountRange, amountRangeText } from "./invoice-query";

test.each([
  ["100-200", { from: "100", to: "200" }],
  ["100.50-", { from: "100.50", to: null }],
  ["-200", { from: null, to: "200" }],
  ["8387", { from: "8387", to: "8387" }],
])("%s is a range of amounts, and is written the same again", (text, range) => {
  expect(amountRange(text)).toEqual(range);
  expect(amountRangeText(range)).toBe(text);
});

test.each(["", "-", "1,000", "1-2-3", "1e5", "-1.2345", "x"])("%s is none", (text) => {
  expect(amountRange(text)).toBeNull();
});
