import fc from "fast-check";
import type { Tier, UsageComponent, UsagePrice } from "@/lib/domain/catalog/component";

/** Metered components of every price model, with and without allowances, minimums and caps. */

const amount = (most: number) => fc.integer({ min: 0, max: most }).map(String);

const tiers: fc.Arbitrary<Tier[]> = fc
  .tuple(
    fc.integer({ min: 1, max: 500 }),
    fc.integer({ min: 1, max: 500 }),
    fc.array(amount(50), { minLength: 6, maxLength: 6 }),
  )
  .map(([first, more, prices]) => [
    { upTo: String(first), unitAmountMinor: prices[0] ?? "0", flatAmountMinor: prices[1] ?? "0" },
    { upTo: String(first + more), unitAmountMinor: prices[2] ?? "0", flatAmountMinor: prices[3] ?? "0" },
    { upTo: null, unitAmountMinor: prices[4] ?? "0", flatAmountMinor: prices[5] ?? "0" },
  ]);

const price: fc.Arbitrary<UsagePrice> = fc.oneof(
  amount(60).map((unitAmountMinor) => ({ model: "per_unit" as const, unitAmountMinor, per: "1" })),
  fc.tuple(amount(500), fc.integer({ min: 1, max: 90 })).map(([amountMinor, size]) => ({
    model: "package" as const,
    amountMinor,
    size: String(size),
  })),
  tiers.map((each) => ({ model: "graduated" as const, tiers: each })),
  tiers.map((each) => ({ model: "volume" as const, tiers: each })),
);

export const meteredComponents = (key: string, meter: string): fc.Arbitrary<UsageComponent> =>
  fc
    .record({
      price,
      included: amount(400),
      includedPerSeat: amount(20),
      bounds: fc.option(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 9000 })), {
        nil: null,
      }),
    })
    .map(({ bounds, ...rest }) => ({
      kind: "usage",
      key,
      name: { en: key, ja: key },
      meter,
      unit: { en: key, ja: key },
      scale: null,
      ...rest,
      minimumMinor: bounds ? String(bounds[0]) : null,
      capMinor: bounds ? String(bounds[0] + bounds[1]) : null,
    }));
