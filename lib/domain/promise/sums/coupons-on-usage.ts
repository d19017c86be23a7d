import type { CouponShare } from "../lines/billed-line";
import type { UsageLine, UsageOfMonth } from "../lines/usage-line";
import { applyCoupons } from "./apply-coupons";

/**
 * What coupons take off each line of a month's usage. A correction that gives back gives less back where a percentage
 * had lowered the month; an amount is not touched by it.
 */
export function couponsOnUsage({ lines, coupons }: UsageOfMonth, currency: string): CouponShare[][] {
  const [charged, returned] = [lines.filter((line) => !isReturned(line)), lines.filter(isReturned)];
  const use = { currency, returned: [], continuesPeriod: true };
  const taken = applyCoupons(charged.map(discountable), { ...use, coupons });
  const percents = coupons.filter(({ value }) => value.type === "percent");
  const back = applyCoupons(
    returned.map((line) => ({ ...discountable(line), amountMinor: -line.amountMinor })),
    { ...use, coupons: percents },
  );
  const shares = new Map<UsageLine, CouponShare[]>();
  for (const [index, line] of charged.entries()) shares.set(line, taken[index] ?? []);
  for (const [index, line] of returned.entries())
    shares.set(
      line,
      (back[index] ?? []).map((share) => ({ ...share, amountMinor: -share.amountMinor })),
    );
  return lines.map((line) => shares.get(line) ?? []);
}

const isReturned = ({ kind, amountMinor }: UsageLine): boolean => kind === "correction" && amountMinor < 0n;

const discountable = (line: UsageLine) => ({
  component: line.component,
  name: line.name,
  period: line.period,
  interval: "month" as const,
  amountMinor: line.amountMinor,
  ...(line.kind === "correction" || line.kind === "work" ? {} : { kind: line.kind }),
});
