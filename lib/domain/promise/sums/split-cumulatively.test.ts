import fc from "fast-check";
import { expect, test } from "vitest";
import { divideRounded } from "../../money/rounding";
import { splitCumulatively } from "./split-cumulatively";

test("three lines of ¥105 at 10 %, rounded down: ¥31 are split as 10, 11 and 10", () => {
  expect(splitCumulatively([1050n, 1050n, 1050n], 100n, 31n)).toEqual([10n, 11n, 10n]);
});

test("shares add up, keep the sign of their part and are less than one unit from it", () => {
  const parts = fc.array(fc.bigInt({ min: -5_000n, max: 5_000n }), { maxLength: 8 });
  const roundings = fc.constantFrom("half_up" as const, "down" as const, "up" as const);
  fc.assert(
    fc.property(parts, fc.bigInt({ min: 1n, max: 1_000n }), roundings, (exact, denominator, rounding) => {
      const sum = exact.reduce((a, b) => a + b, 0n);
      const total = divideRounded(sum, denominator, rounding);
      const shares = splitCumulatively(exact, denominator, total);
      expect(shares.reduce((a, b) => a + b, 0n)).toBe(total);
      shares.forEach((share, index) => {
        const part = exact[index] ?? 0n;
        const beside = share * denominator - part;
        expect(beside < denominator && -beside < denominator && share * part >= 0n).toBe(true);
      });
    }),
  );
});
