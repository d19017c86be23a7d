import type { PaidInterval } from "../catalog/plan";
import { isAnchoredAs, subscriptionAnchor } from "../license/subscription-anchor";
import { dayOf } from "../time/calendar";
import { firstOfMonth } from "../time/day-span";
import { startOfDay } from "../time/day-window";
import type { Manner, ProposedLicense } from "./moving-in";
import type { InPlan } from "./propose-plans";
import type { AccountSubscription } from "./stripe-account";

/** When a subscription's period begins and ends in days of the tenant, and how its renewals are taken over. */
export type Taken = Pick<
  ProposedLicense,
  "interval" | "periodStart" | "periodEnd" | "trialEnd" | "yearStart" | "manner" | "partFrom"
>;

/** What is paid holds until its period ends, and Choba's begins with the first midnight of that day. */
export function takenPeriod(subscription: AccountSubscription, timeZone: string): Taken | null {
  const [item] = subscription.items;
  if (!item) return null;
  const interval: PaidInterval = item.price.interval === "year" ? "year" : "month";
  const trialEnd = subscription.status === "trialing" ? subscription.trialEnd : null;
  const end = trialEnd ?? item.periodEnd;
  const from = dayOf(end, timeZone);
  const periodStart = startOfDay(item.periodStart, timeZone);
  return {
    interval,
    periodStart,
    periodEnd: startOfDay(end, timeZone),
    trialEnd: trialEnd && startOfDay(trialEnd, timeZone),
    // The anniversary is the day of the coming renewal: years begin with it, also where this one began on a 29 February.
    yearStart: interval === "year" && !trialEnd ? yearBefore(from, dayOf(periodStart, timeZone)) : null,
    manner: trialEnd ? "after_trial" : mannerOf(subscription, interval, from, timeZone),
    partFrom: interval === "month" && from !== firstOfMonth(from) ? from : null,
  };
}

function mannerOf(
  { anchor }: AccountSubscription,
  interval: PaidInterval,
  from: string,
  timeZone: string,
): Manner {
  return isAnchoredAs(subscriptionAnchor(interval, from, timeZone), anchor) ? "adopted" : "made_anew";
}

/** The same date a year before, unless the period began on another one. */
const yearBefore = (from: string, began: string): string =>
  began.slice(5) === from.slice(5) ? began : `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`;

export const licenseOf = (
  subscription: AccountSubscription,
  taken: Taken,
  terms: InPlan,
  paid: ProposedLicense["paid"],
): ProposedLicense => ({
  ...taken,
  ...terms,
  paid: taken.trialEnd ? null : paid,
  subscriptionId: subscription.id,
  renews: subscription.renews,
  items: subscription.items.map(({ id, price, quantity }) => ({ id, priceId: price.id, quantity })),
  discounts: subscription.discounts,
});
