import { expect, test } from "vitest";
import { amountFor, divideRounded, formatMoney, prorated } from "./money";

test("halves round away from zero, in both directions", () => {
  expect([
    divideRounded(5n, 2n),
    divideRounded(-5n, 2n),
    divideRounded(4n, 3n),
    divideRounded(-4n, 3n),
  ]).toEqual([3n, -3n, 1n, -1n]);
});

test("fractions of a minor unit are multiplied before they are rounded", () => {
  expect(amountFor("0.000000000001", 1)).toBe(0);
  expect(amountFor("12.345", 1000)).toBe(12345);
  expect(amountFor("0.5", 1)).toBe(1);
});

test("a proration is rounded once: a third of 10.00, two thirds of 5.00", () => {
  expect(prorated("1000", 1, 10, 30)).toBe(333);
  expect(prorated("1000", 1, 20, 30)).toBe(667);
  expect(prorated("999999999999", 7, 2_591_999, 2_592_000)).toBe(6_999_997_299_376);
});

test("money is formatted in its currency", () => {
  expect(formatMoney("5000", "jpy")).toBe("¥5,000");
  expect(formatMoney("1050", "usd")).toBe("$10.50");
  expect(formatMoney("0.5", "usd")).toBe("$0.005");
  expect(formatMoney("1234567", "kwd").replace(/\s/g, " ")).toBe("KWD 1,234.567");
});
