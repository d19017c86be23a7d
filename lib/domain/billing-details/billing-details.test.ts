import { expect, test } from "vitest";
import { looksLikeCardNumber } from "./billing-details";

test("a card number is recognised however it is written", () => {
  for (const text of [
    "4242424242424242",
    "card 4242 4242 4242 4242",
    "4242-4242-4242-4242",
    "４２４２４２４２４２４２４２４２",
  ])
    expect(looksLikeCardNumber(text)).toBe(true);
});

test("telephone numbers, tax ids and order numbers are not cards", () => {
  for (const text of ["+81 3 1234 5678", "T1234567890123", "PO 2026-11-000123", "4242424242424241"])
    expect(looksLikeCardNumber(text)).toBe(false);
});
