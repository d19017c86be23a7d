import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "../money/money";
import { prorate } from "./proration";

const period = { start: 1_764_590_400, end: 1_767_268_800 }; // 1 Dec 2025 12:00 UTC to 1 Jan 2026 12:00 UTC

test("half of a period costs half", () => {
  const middle = period.start + (period.end - period.start) / 2;
  expect(prorate(money(1000n, "USD"), period, middle).minor).toBe(500n);
});

test("the whole period costs the price and its end costs nothing", () => {
  expect(prorate(money(12_000n, "JPY"), period, period.start).minor).toBe(12_000n);
  expect(prorate(money(12_000n, "JPY"), period, period.end).minor).toBe(0n);
});

test("a later start never costs more", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: period.start, max: period.end }),
      fc.integer({ min: period.start, max: period.end }),
      (minor, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const price = money(minor, "JPY");
        expect(prorate(price, period, late).minor <= prorate(price, period, early).minor).toBe(true);
      },
    ),
  );
});
