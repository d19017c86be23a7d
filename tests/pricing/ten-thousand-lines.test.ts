import fc from "fast-check";
import { expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import { oneInTicks, parseDecimal } from "@/lib/domain/money/decimal";
import { divideRounded } from "@/lib/domain/money/rounding";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { compilePlan, rate } from "@/lib/domain/pricing/rate";
import { noTerms } from "@/lib/domain/pricing/terms";

/**
 * Tiers of one unit each, so that 10,000 units are 10,000 lines; prices of 12 decimals, a third of them ties.
 */
const size = 10_000;
const unitAmounts = Array.from({ length: size }, (_, index) =>
  index % 3 === 0
    ? `${index}.5`
    : `${index % 7}.${String((index * 7_919_421_377) % 10 ** 12).padStart(12, "0")}`,
);
const exactTicks = unitAmounts.map(parseDecimal);
const plan = compilePlan(
  {
    ...blankPlan("JPY"),
    components: [
      {
        ...blank.usage("calls", "calls"),
        price: {
          model: "graduated",
          tiers: unitAmounts.map((unitAmountMinor, index) => ({
            upTo: index === size - 1 ? null : String(index + 1),
            unitAmountMinor,
            flatAmountMinor: "0",
          })),
        },
      },
    ],
  },
  "month",
);
const rated = (used: number, percent: string, inclusive: boolean) =>
  rate(
    plan,
    { ...nothingUsed, usage: { calls: String(used) } },
    {
      ...noTerms,
      taxes: [{ key: "tax", name: { en: "Tax", ja: "税" }, percent, inclusive, components: null }],
    },
  );

test("over 10,000 lines each is within half a minor unit of the exact amount, and ties are rounded up", () => {
  const { lines, subtotalMinor } = rated(size, "10", false);
  expect(lines).toHaveLength(size);
  let sum = 0n;
  lines.forEach(({ amountMinor }, index) => {
    const beside = 2n * (amountMinor * oneInTicks - (exactTicks[index] ?? 0n));
    expect(beside <= oneInTicks && beside > -oneInTicks).toBe(true);
    sum += amountMinor;
  });
  expect(subtotalMinor).toBe(sum);
});

test("tax by rate over thousands of lines is one rounding of the exact sum", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: size / 2, max: size }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.boolean(),
      (used, tenThousandths, inclusive) => {
        const percent = `${Math.trunc(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, "0")}`;
        const { subtotalMinor, taxMinor } = rated(used, percent, inclusive);
        const whole = 1_000_000n + (inclusive ? BigInt(tenThousandths) : 0n);
        expect(taxMinor).toBe(divideRounded(subtotalMinor * BigInt(tenThousandths), whole, "half_up"));
      },
    ),
    { numRuns: 1_000 },
  );
});
