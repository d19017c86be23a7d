import type { DecimalText, Tier } from "../../catalog/component";
import { oneInTicks, parseDecimal, printDecimal } from "../../money/decimal";
import { proportional } from "../arithmetic";
import type { RatedLine } from "../rated-invoice";
import { type Labels, line } from "../rater";

/** A tier ready for rating. Bounds are in ticks: the quantities more than `from` and up to `upTo`. */
export type RatedTier = {
  from: bigint;
  /** Null: without end. */
  upTo: bigint | null;
  /** Adds the lines for `quantity` ticks inside the tier, and for its flat price. */
  charge: (quantity: bigint, lines: RatedLine[]) => void;
};

/** Tiers in order, each beginning where the one before it ends. */
export function ratedTiers(tiers: readonly Tier[], labels: Labels): RatedTier[] {
  let from: DecimalText = "0";
  return tiers.map((tier, index) => {
    const place = { number: index + 1, from, upTo: tier.upTo };
    from = tier.upTo ?? from;
    return ratedTier(tier, place, labels);
  });
}

function ratedTier(tier: Tier, place: NonNullable<RatedLine["tier"]>, labels: Labels): RatedTier {
  const { unitAmountMinor } = tier;
  const unitAmount = parseDecimal(unitAmountMinor);
  const amountOf = proportional(unitAmount, oneInTicks);
  const flat = BigInt(tier.flatAmountMinor);
  const unitPrice = { unitAmountMinor, per: "1", tier: place };
  const flatPrice = { unitAmountMinor: tier.flatAmountMinor, per: "1", tier: place };
  return {
    from: parseDecimal(place.from),
    upTo: tier.upTo === null ? null : parseDecimal(tier.upTo),
    charge(quantity, lines) {
      // A tier that has only a flat price is one line. Its usage gets no second line at a price of zero.
      if (unitAmount > 0n || flat === 0n)
        lines.push(line("usage", labels, printDecimal(quantity), amountOf(quantity), unitPrice));
      if (flat > 0n) lines.push(line("tier_flat", labels, "1", flat, flatPrice));
    },
  };
}
