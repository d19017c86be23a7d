import type { PaidInterval } from "../catalog/plan";
import {
  fromUnixSeconds,
  nextMonthlyAnchor,
  previousMonthlyAnchor,
  toUnixSeconds,
} from "../time/billing-anchor";

/** Stripe's clock and ours may differ a little; a price must never be split at a second that Stripe has not reached yet. */
const clockDifferenceMs = 5_000;

/** The whole second to which a price shown at `now` is split: just before now, and never before the current month's anchor. */
export function pricingSecond(now: Date): Date {
  const safe = now.getTime() - clockDifferenceMs;
  return fromUnixSeconds(toUnixSeconds(new Date(Math.max(safe, previousMonthlyAnchor(now).getTime()))));
}

/** How long a shown price may be confirmed; after that it is shown anew. */
const confirmWithinMs = 30 * 60 * 1000;

/** How long a confirmed price may wait for a card (a Checkout page lives for 24 hours) or for an answer of Stripe. */
const keepForMs = 23 * 60 * 60 * 1000;

/** A price shown at `pricedAt` can still be confirmed at `now`; one from the future never could. */
export function isConfirmable(pricedAt: Date, now: Date): boolean {
  const ageMs = now.getTime() - pricedAt.getTime();
  return ageMs >= -1000 && ageMs <= confirmWithinMs;
}

/** A monthly license renews on the next day 1, 12:00 UTC; a yearly one on its anniversary (null: no anchor). */
export function anchorFor(interval: PaidInterval, startsAt: Date): Date | null {
  return interval === "month" ? nextMonthlyAnchor(startsAt) : null;
}

/** Until when a confirmed price can be charged as shown: a day at most, and never beyond the period it was split over. */
export function validUntil(pricedAt: Date, periodEnd: Date | null): Date {
  const kept = new Date(pricedAt.getTime() + keepForMs);
  return periodEnd && periodEnd < kept ? periodEnd : kept;
}
