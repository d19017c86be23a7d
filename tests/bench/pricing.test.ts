import { expect, test } from "vitest";
import { table } from "./bench";
import { exponent } from "./measure";
import { pricing } from "./pricing";

test("the pricing bench prices what it says, the same as by hand, and gives a number for each figure", async () => {
  const figures = await pricing.run({ short: true });
  expect(figures.length).toBeGreaterThan(20);
  for (const { value } of figures) expect(Number.isFinite(value)).toBe(true);
  expect(table(figures).split("\n")).toHaveLength(figures.length);
});

test("growth is told by its power", () => {
  const sizes = [1, 10, 100, 1_000];
  const grown = (power: number) =>
    exponent(
      sizes,
      sizes.map((size) => 3e-6 * size ** power),
    );
  expect(grown(1)).toBeCloseTo(1, 9);
  expect(grown(2)).toBeCloseTo(2, 9);
});
