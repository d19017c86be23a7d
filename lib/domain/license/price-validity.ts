import type { PaidInterval } from "../catalog/plan";
import {
  fromUnixSeconds,
  nextMonthlyAnchor,
  previousMonthlyAnchor,
  toUnixSeconds,
} from "../time/billing-anchor";

/**
 * Stripe's clock and ours may differ a little. A price must never be prorated to a second that Stripe has not
 * reached yet.
 */
const clockDifferenceMs = 5_000;

/**
 * The whole second to which a price that is shown at `now` is prorated: just before now, and never before the
 * current month's anchor.
 */
export function pricingSecond(now: Date): Date {
  const safe = now.getTime() - clockDifferenceMs;
  return fromUnixSeconds(toUnixSeconds(new Date(Math.max(safe, previousMonthlyAnchor(now).getTime()))));
}

/** How long a shown price may be confirmed. Later it is previewed again. */
const confirmWithinMs = 30 * 60 * 1000;

/**
 * How long a confirmed price may wait for a card (a Checkout page lives for 24 hours) or for a response from
 * Stripe.
 */
const keepForMs = 23 * 60 * 60 * 1000;

/**
 * True while a price that was shown at `pricedAt` can be confirmed at `now`. A price from the future never
 * can.
 */
export function isConfirmable(pricedAt: Date, now: Date): boolean {
  const ageMs = now.getTime() - pricedAt.getTime();
  return ageMs >= -1000 && ageMs <= confirmWithinMs;
}

/** A monthly license renews on the next day 1, 12:00 UTC; a yearly one on its anniversary (null: no anchor). */
export function anchorFor(interval: PaidInterval, startsAt: Date): Date | null {
  return interval === "month" ? nextMonthlyAnchor(startsAt) : null;
}

/**
 * Until when a confirmed price can be charged as shown: a day at most, and never beyond the period over which
 * it was prorated.
 */
export function validUntil(pricedAt: Date, periodEnd: Date | null): Date {
  const kept = new Date(pricedAt.getTime() + keepForMs);
  return periodEnd && periodEnd < kept ? periodEnd : kept;
}
