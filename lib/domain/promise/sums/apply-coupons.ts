import { applyDiscounts } from "../../pricing/discount";
import { positionsOf } from "../../pricing/position";
import type { RatedLine } from "../../pricing/rated-invoice";
import type { CouponShare } from "../lines/billed-line";
import { chargeStep } from "../lines/charge-step";
import type { FixedLine } from "../lines/fixed-lines";
import type { CouponState } from "../promise-terms";

/** What a coupon lowers. `period`: the natural period that the line lies in. */
export type DiscountableLine = Pick<FixedLine, "component" | "name" | "period" | "interval" | "amountMinor"> &
  Partial<Pick<RatedLine, "kind">>;

export type CouponUse = {
  currency: string;
  coupons: readonly CouponState[];
  /** What coupons get back in the running period by the same act. */
  returned: readonly CouponShare[];
  /** True if the first period of the lines is the one in which `takenMinor` was taken. */
  continuesPeriod: boolean;
};

/**
 * What each coupon takes off each line, in the order of the lines. Coupons apply one after the other within each
 * natural period. A percentage is rounded once over all lines that it lowers, an amount is taken at most once a period,
 * and both are split over the lines exactly (lib/domain/pricing/discount).
 */
export function applyCoupons(lines: readonly DiscountableLine[], use: CouponUse): CouponShare[][] {
  const step = chargeStep(use.currency);
  const shares = new Map(lines.map((line) => [line, [] as CouponShare[]]));
  const starts = [...new Set(lines.map(({ period }) => period.from))].sort();
  starts.forEach((start, index) => {
    const within = lines.filter(({ period }) => period.from === start);
    const rated = new Map(within.map((line) => [ratedLine(line, step), line]));
    const positions = positionsOf([...rated.keys()]);
    for (const coupon of use.coupons) {
      const value = valueIn(coupon, index, within[0]?.interval === "year" ? 12 : 1, step, use);
      if (!value) continue;
      const before = positions.map(({ leftMinor }) => leftMinor);
      const discount = { name: coupon.name, value, components: coupon.components, months: null };
      applyDiscounts(positions, [discount], 0);
      positions.forEach((position, at) => {
        const taken = (before[at] ?? 0n) - position.leftMinor;
        const line = position.lines[0] && rated.get(position.lines[0]);
        if (line && taken !== 0n) shares.get(line)?.push({ coupon: coupon.key, amountMinor: taken * step });
      });
    }
  });
  return [...shares.values()];
}

/** What a coupon may take in the period number `index`, counted in steps; null if it does not run then. */
function valueIn(
  { key, value, monthsLeft, takenMinor }: CouponState,
  index: number,
  monthsOfPeriod: number,
  step: bigint,
  { currency, returned, continuesPeriod }: CouponUse,
): CouponState["value"] | null {
  if (monthsLeft !== null && monthsLeft <= index * monthsOfPeriod) return null;
  if (value.type === "percent") return value;
  if (value.currency !== currency) return null;
  const back = returned.reduce((sum, share) => (share.coupon === key ? sum + share.amountMinor : sum), 0n);
  const taken = index === 0 && continuesPeriod ? takenMinor - back : 0n;
  const left = (BigInt(value.amountMinor) - taken) / step;
  return { ...value, amountMinor: String(left > 0n ? left : 0n) };
}

/** A line as the pricing engine's discounts take it. Its amount is counted in steps. */
const ratedLine = (line: DiscountableLine, step: bigint): RatedLine => ({
  component: line.component,
  kind: line.kind ?? "base",
  name: line.name,
  quantity: "1",
  unitAmountMinor: null,
  per: "1",
  amountMinor: line.amountMinor / step,
  discountMinor: 0n,
});
