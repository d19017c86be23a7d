import { expect, test } from "vitest";
import { anchorFor, isConfirmable, pricingSecond, validUntil } from "./price-validity";

const at = (text: string) => new Date(text);

test("a price is prorated to a few seconds before now, but never to before the month's anchor", () => {
  expect(pricingSecond(at("2026-11-20T10:00:07.900Z"))).toEqual(at("2026-11-20T10:00:02Z"));
  expect(pricingSecond(at("2026-12-01T12:00:02Z"))).toEqual(at("2026-12-01T12:00:00Z"));
});

test("a shown price can be confirmed for half an hour, and not before it was shown", () => {
  const shown = at("2026-11-20T10:00:00Z");
  expect(isConfirmable(shown, at("2026-11-20T10:30:00Z"))).toBe(true);
  expect(isConfirmable(shown, at("2026-11-20T10:30:01Z"))).toBe(false);
  expect(isConfirmable(shown, at("2026-11-20T09:59:58Z"))).toBe(false);
});

test("monthly licenses renew on day 1 at noon UTC, yearly ones on their anniversary", () => {
  expect(anchorFor("month", at("2026-11-20T10:00:00Z"))).toEqual(at("2026-12-01T12:00:00Z"));
  expect(anchorFor("year", at("2026-11-20T10:00:00Z"))).toBeNull();
});

test("a confirmed price is never valid beyond the period over which it was prorated", () => {
  const shown = at("2026-11-30T20:00:00Z");
  expect(validUntil(shown, at("2026-12-01T12:00:00Z"))).toEqual(at("2026-12-01T12:00:00Z"));
  expect(validUntil(shown, null)).toEqual(at("2026-12-01T19:00:00Z"));
});
