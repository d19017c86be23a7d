import { expect, test } from "vitest";
import { isIssuedAsCard, looksLikeCardNumber } from "./card-number";

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

test("a long number of another kind counts as a card only if a network issues such numbers", () => {
  for (const card of [
    "4242424242424242",
    "5555555555554444",
    "378282246310005",
    "30569309025904",
    "3566002020360505",
  ])
    expect(isIssuedAsCard(card)).toBe(true);
  // A SIRET passes the Luhn check too, but no network's numbers begin like this one.
  for (const number of ["73282932000074", "7000012050002", "4242424242424241"])
    expect(isIssuedAsCard(number)).toBe(false);
});
