import { invariant } from "../errors";
import { type Money, multiplyByRatio } from "../money/money";

/**
 * The price of the rest of a period, to the second: `round(amount × (end − from) / (end − start))`, ties away
 * from zero (docs.stripe.com/billing/subscriptions/prorations). Times are whole unix seconds.
 */
export function prorate(amount: Money, period: { start: number; end: number }, from: number): Money {
  invariant(
    period.start < period.end && from >= period.start && from <= period.end,
    "proration inside its period",
  );
  return multiplyByRatio(amount, BigInt(period.end - from), BigInt(period.end - period.start), "half_up");
}
