import type Stripe from "stripe";
import type { UtcAnchor } from "@/lib/domain/license/subscription-anchor";
import type { FoundItem, FoundSubscription } from "@/lib/domain/stripe-differences/compare-subscription";
import { idOf } from "./references";

/** Prices that Choba published carry the component that they are for. */
export const isOurPrice = ({ metadata }: Stripe.Price): boolean => metadata.choba_component !== undefined;

/** A subscription read whole: any number of items, prices and quantities, and what people set on it. */
export function foundSubscription(subscription: Stripe.Subscription): FoundSubscription {
  const { id, status, cancel_at: endsAt, ended_at: endedAt, pause_collection: pause } = subscription;
  return {
    id,
    items: subscription.items.data.map((item) => foundItem(item, subscription)),
    endsAt: instantOf(endsAt),
    periodEnd: instantOf(periodEndOf(subscription)),
    pause: pause ? { behavior: pause.behavior, resumesAt: instantOf(pause.resumes_at) } : null,
    trialEnd: instantOf(subscription.trial_end),
    status,
    endedAt: instantOf(endedAt),
  };
}

/** False if it ends with the running period, or before. One that ends on a later day renews until then. */
export function renewsOf(subscription: Stripe.Subscription): boolean {
  if (subscription.cancel_at_period_end) return false;
  const { cancel_at: endsAt } = subscription;
  return endsAt === null || endsAt > (periodEndOf(subscription) ?? endsAt);
}

/** When it renews, in UTC. A day that was asked for may be later than that of the month in which it began. */
export function anchorOf({
  billing_cycle_anchor,
  billing_cycle_anchor_config: config,
}: Stripe.Subscription): UtcAnchor {
  const at = new Date(billing_cycle_anchor * 1000);
  return {
    day: config?.day_of_month ?? at.getUTCDate(),
    month: at.getUTCMonth() + 1,
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
  };
}

const periodEndOf = ({ items }: Stripe.Subscription): number | null =>
  items.data.length === 0 ? null : Math.max(...items.data.map((item) => item.current_period_end));

function foundItem(item: Stripe.SubscriptionItem, { default_tax_rates }: Stripe.Subscription): FoundItem {
  const { price } = item;
  const quantity = item.quantity ?? 1;
  const amountMinor = price.unit_amount === null ? null : BigInt(price.unit_amount) * BigInt(quantity);
  const ownRates = item.tax_rates ?? [];
  const rates = ownRates.length > 0 ? ownRates : (default_tax_rates ?? []);
  const { interval = "month", interval_count: count = 1 } = price.recurring ?? {};
  return {
    id: item.id,
    priceId: price.id,
    isOurPrice: isOurPrice(price),
    name: nameOf(price),
    quantity,
    amountMinor,
    taxMinor: rates.reduce((all, rate) => all + taxOnTop(amountMinor ?? 0n, rate), 0n),
    currency: price.currency.toUpperCase(),
    interval: count === 1 ? interval : `${count} ${interval}`,
  };
}

function nameOf({ id, nickname, product }: Stripe.Price): string {
  const isRead = typeof product === "object" && !product.deleted;
  return isRead ? product.name : (nickname ?? idOf(product) ?? id);
}

/** Percentages have at most four decimals. Rounded half up, as Stripe does. */
function taxOnTop(amountMinor: bigint, { percentage, inclusive }: Stripe.TaxRate): bigint {
  if (inclusive) return 0n;
  const millionths = BigInt(Math.round(percentage * 10_000));
  return (amountMinor * millionths + 500_000n) / 1_000_000n;
}

const instantOf = (seconds: number | null | undefined): Date | null =>
  seconds ? new Date(seconds * 1000) : null;
