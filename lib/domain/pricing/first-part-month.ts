import type { Money } from "../money/money";
import { nextMonthlyAnchor, previousMonthlyAnchor, toUnixSeconds } from "../time/billing-anchor";
import { prorate } from "./proration";

/** What a monthly license costs from `startsAt` to the next day 1, 12:00 UTC, and when that is. */
export function firstPartMonth(price: Money, startsAt: Date): { amount: Money; until: Date } {
  const until = nextMonthlyAnchor(startsAt);
  const period = { start: toUnixSeconds(previousMonthlyAnchor(startsAt)), end: toUnixSeconds(until) };
  return { amount: prorate(price, period, toUnixSeconds(startsAt)), until };
}
