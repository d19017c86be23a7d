import fc from "fast-check";
import { expect, test } from "vitest";
import { shareInPercent } from "./meter";

test("a share is divided in whole numbers and shown with two decimals", () => {
  expect(shareInPercent(812, 1000)).toBe(81.2);
  expect(shareInPercent("1", "3")).toBe(33.33);
  expect(shareInPercent(1204n, 1000n)).toBe(120.4);
});

test("something is never shown as nothing, nor nothing as something", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 24n }),
      fc.bigInt({ min: 0n, max: 10n ** 24n }),
      (value, maximum) => {
        expect(shareInPercent(value, maximum) > 0).toBe(value > 0n);
      },
    ),
  );
});

test("a bar is not full before the maximum is reached", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 24n }), (maximum) => {
      expect(shareInPercent(maximum - 1n, maximum)).toBeLessThan(100);
      expect(shareInPercent(maximum, maximum)).toBe(100);
    }),
  );
});
