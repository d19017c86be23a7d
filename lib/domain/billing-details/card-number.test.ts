import { expect, test } from "vitest";
import { looksLikeCardNumber } from "./card-number";

test.each([
  "4242424242424242",
  "card 4242 4242 4242 4242",
  "4242-4242-4242-4242",
  "４２４２４２４２４２４２４２４２",
  "2030-12 4242 4242 4242 4242 12/30 123",
  "5555555555554444",
  "3782 822463 10005",
  "30569309025904",
  "3566002020360505",
])("%s holds a card number", (text) => expect(looksLikeCardNumber(text)).toBe(true));

test.each([
  "+81 3 1234 5678",
  "T1234567890123",
  "PO 2026-11-000123",
  "4242424242424241",
  // A SIRET and a corporate number pass the check too, but no network's numbers begin like them.
  "73282932000074",
  "7000012050002",
  "1 ".repeat(2_000),
])("%s holds none", (text) => expect(looksLikeCardNumber(text)).toBe(false));
