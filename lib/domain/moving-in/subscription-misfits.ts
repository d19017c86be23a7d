import { taxSettingOn } from "../promise/sums/tax-setting-on";
import { taxSettingsOf } from "../tax/tax-settings";
import type { Day } from "../time/day-span";
import type { Known } from "./known";
import type { MisfitReason } from "./moving-in";
import { isPaidInterval } from "./propose-plans";
import type { AccountCustomer, AccountItem, AccountRate, AccountSubscription } from "./stripe-account";

/** A reason, and what it is about. */
export type Found = { reason: MisfitReason; about: string };

/** Why a subscription says what no license of Choba's can say by itself, whatever else the customer has. */
export const subscriptionMisfits = (subscription: AccountSubscription): Found[] => [
  ...stateMisfits(subscription),
  ...subscription.items.flatMap(itemMisfits),
  ...mixtures(subscription),
];

function stateMisfits(subscription: AccountSubscription): Found[] {
  const { status, endsOn } = subscription;
  const of = (holds: boolean, reason: MisfitReason, about = ""): Found[] =>
    holds ? [{ reason, about }] : [];
  return [
    ...of(subscription.items.length === 0, "no_items"),
    ...of(status === "past_due" || status === "unpaid", "past_due", status),
    ...of(status === "incomplete", "incomplete"),
    ...of(subscription.isPaused || status === "paused", "paused"),
    ...of(subscription.isScheduled, "scheduled"),
    ...of(subscription.hasPendingUpdate, "pending_update"),
    ...of(endsOn !== null, "ends_on_a_day", endsOn?.toISOString().slice(0, 10)),
    ...of(subscription.isSent, "invoices_are_sent"),
    ...of(subscription.hasCardOfItsOwn, "card_on_subscription_only"),
    ...of(subscription.isTaxedByStripe, "taxed_by_stripe"),
  ];
}

function itemMisfits({ price, quantity }: AccountItem): Found[] {
  const of = (holds: boolean, reason: MisfitReason): Found[] => (holds ? [{ reason, about: price.id }] : []);
  const isSaid = !price.isMetered && !price.isTiered && !price.isTransformed;
  return [
    ...of(price.isMetered, "metered_price"),
    ...of(price.isTiered, "tiered_price"),
    ...of(price.isTransformed, "transformed_quantity"),
    ...of(isSaid && price.unitAmountMinor === null, "no_amount"),
    ...of(isSaid && quantity === 0, "quantity_zero"),
    ...of(!isPaidInterval(price.interval) || price.intervalCount !== 1, "interval_not_offered"),
  ];
}

function mixtures({ items, currency }: AccountSubscription): Found[] {
  const intervals = [...new Set(items.map(({ price }) => `${price.intervalCount} ${price.interval}`))];
  const ends = new Set(items.map(({ periodEnd }) => periodEnd.getTime()));
  const others = items.filter(({ price }) => price.currency !== currency);
  const isNothing = items.every(({ price }) => /^[0.]+$/.test(price.unitAmountMinor ?? "1"));
  return [
    ...(intervals.length > 1 || ends.size > 1
      ? [{ reason: "interval_mixture" as const, about: intervals.join(", ") }]
      : []),
    ...others.map(({ price }) => ({ reason: "currency_mixture" as const, about: price.currency })),
    ...(isNothing && items.length > 0 ? [{ reason: "costs_nothing" as const, about: "" }] : []),
  ];
}

/** Choba taxes by the catalog. Where that is not what Stripe charges now, the payer would pay another amount. */
export function taxMisfits(
  { items }: AccountSubscription,
  { country, taxExempt }: AccountCustomer,
  { tax }: Known,
  day: Day,
): Found[] {
  if (taxExempt !== "none") return [{ reason: "tax_exempt", about: taxExempt }];
  const settings = taxSettingsOf({ ...tax, payer: { country, taxIds: [] }, exemptions: [], rulings: [] });
  const { treatment, rates } = taxSettingOn(settings, day);
  const standard = rates.filter(({ category }) => category !== "reduced");
  const ours = treatment === "taxed" ? inWords(standard) : "0%";
  const other = items.map((item) => inWords(item.rates)).find((theirs) => theirs !== ours);
  return other === undefined ? [] : [{ reason: "tax_differs", about: `${other} → ${ours}` }];
}

const inWords = (rates: readonly AccountRate[]): string => {
  const charged = rates.filter(({ percent }) => Number(percent) !== 0);
  const words = charged.map(({ percent, inclusive }) => `${Number(percent)}%${inclusive ? " included" : ""}`);
  return words.sort().join(" + ") || "0%";
};
