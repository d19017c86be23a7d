import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minorUnitDigits } from "./currency";
import { add, allocate, money, multiplyByRatio, sum } from "./money";
import { divideRounded } from "./rounding";

describe("money", () => {
  test("the shares of a split add up exactly to the amount, whatever the weights", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc
          .array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 20 })
          .filter((w) => w.some((x) => x > 0n)),
        (minor, weights) => {
          const parts = allocate(money(minor, "JPY"), weights);
          expect(sum(parts, "JPY").minor).toBe(minor);
        },
      ),
    );
  });

  test("no share of a split is more than one unit above the exact share", () => {
    expect(allocate(money(100n, "USD"), [1n, 1n, 1n]).map((part) => part.minor)).toEqual([34n, 33n, 33n]);
    expect(allocate(money(-100n, "USD"), [1n, 2n]).map((part) => part.minor)).toEqual([-33n, -67n]);
  });

  test("ties round away from zero", () => {
    expect(divideRounded(5n, 2n, "half_up")).toBe(3n);
    expect(divideRounded(-5n, 2n, "half_up")).toBe(-3n);
    expect(divideRounded(-5n, 2n, "down")).toBe(-2n);
    expect(divideRounded(4n, 3n, "up")).toBe(2n);
    expect(multiplyByRatio(money(1000n, "USD"), 1n, 3n).minor).toBe(333n);
  });

  test("two currencies are never added", () => {
    expect(() => add(money(1n, "USD"), money(1n, "JPY"))).toThrow("Invariant");
  });

  test("currencies know their decimals", () => {
    expect([minorUnitDigits("JPY"), minorUnitDigits("USD"), minorUnitDigits("KWD")]).toEqual([0, 2, 3]);
  });
});
