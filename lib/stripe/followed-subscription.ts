import type Stripe from "stripe";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { isAnchoredAs } from "@/lib/domain/license/subscription-anchor";
import type { ToldItem } from "@/lib/domain/stripe-differences/compare-subscription";
import { callStripe } from "./call-stripe";
import { anchorOf, isOurPrice, renewsOf } from "./found-subscription";
import { voidInvoice } from "./invoices";
import { keyed } from "./keyed";

/**
 * What a subscription must say, so that Stripe renews, collects and shows what is licensed. It is never asked to
 * prorate, to backdate or to hold back a change.
 */
export type WantedSubscription = {
  tenantId: string;
  licenseId: string;
  customerId: string;
  interval: PaidInterval;
  items: readonly { priceId: string; quantity: number }[];
  anchor: SubscriptionAnchor;
  /** False: it ends with the running period. */
  renews: boolean;
  /** Its invoices are sent, to be paid within so many days; null: they are charged to the payer's card. */
  daysUntilDue: number | null;
  /** Only for a draft that Stripe finalises without Choba, which taxes every line by amounts. */
  taxRateIds: readonly string[];
};

/**
 * The next renewal, in UTC, as `billing_cycle_anchor_config` takes it. Day 31 is the last day of a shorter month
 * (docs.stripe.com/billing/subscriptions/billing-cycle).
 */
export type SubscriptionAnchor = { day: number; month: number | null; hour: number; minute: number };

/** How a subscription stands after it was made to follow; null: there is none any more. */
export type FollowedSubscription = { id: string; items: ToldItem[] } | null;

/**
 * Makes the subscription of a license say what is wanted: compares, and changes only what differs. Safe to repeat at any
 * time. `wanted` null ends it without proration. Keys contain what is asked, so that a repetition after the license has
 * changed asks anew. None is made for a license that is not renewed: it would only end.
 */
export async function followSubscription(
  { id: currentId, itemIds }: { id: string | null; itemIds: readonly string[] },
  wanted: WantedSubscription | null,
  owner: { customerId: string; licenseId: string },
  key: string,
): Promise<FollowedSubscription> {
  const current = await findCurrent(currentId, owner);
  const fits = current && wanted && isRenewedAs(current, wanted);
  if (current && !fits) await end(current, owner.customerId, key);
  if (!wanted) return null;
  if (!current || !fits) return wanted.renews ? create(wanted, key) : null;
  const updated = await update(current, wanted, itemIds, key);
  return { id: updated.id, items: ourItems(updated, wanted) };
}

/** The items of a subscription that say what is wanted. */
const ourItems = ({ items }: Stripe.Subscription, wanted: WantedSubscription): ToldItem[] =>
  items.data
    .filter(({ price }) => wanted.items.some(({ priceId }) => priceId === price.id))
    .map(({ id, price, quantity }) => ({ id, priceId: price.id, quantity: quantity ?? 1 }));

async function findCurrent(
  id: string | null,
  { customerId, licenseId }: { customerId: string; licenseId: string },
): Promise<Stripe.Subscription | null> {
  if (id) {
    const found = await callStripe((stripe) => stripe.subscriptions.retrieve(id));
    if (runs(found)) return found;
  }
  const list = await callStripe((stripe) => stripe.subscriptions.list({ customer: customerId, limit: 100 }));
  return list.data.find((each) => runs(each) && each.metadata.choba_license === licenseId) ?? null;
}

const runs = ({ status }: Stripe.Subscription) => status !== "canceled" && status !== "incomplete_expired";

/**
 * Neither its interval nor the day of its year can be changed without an invoice: then it is made anew. So is one that
 * Choba did not make and that renews at another time.
 */
function isRenewedAs(current: Stripe.Subscription, { interval, anchor }: WantedSubscription): boolean {
  if (current.items.data[0]?.price.recurring?.interval !== interval) return false;
  if (!current.metadata.choba_license) return isAnchoredAs(anchor, anchorOf(current));
  const config = current.billing_cycle_anchor_config;
  if (interval === "month" || !config) return true;
  return config.month === anchor.month && config.day_of_month === anchor.day;
}

async function end({ id }: Stripe.Subscription, customerId: string, key: string): Promise<void> {
  const parameters = { prorate: false, invoice_now: false };
  await callStripe((stripe) =>
    stripe.subscriptions.cancel(id, parameters, { idempotencyKey: `${key}:end:${id}` }),
  );
  await voidDrafts(id, key);
  await collectAgain(customerId, key);
}

/**
 * A period that Stripe began before it was told of the end is charged to nobody. A subscription's draft cannot be deleted,
 * so it is made final and voided; one that carries a charge of ours stays.
 */
async function voidDrafts(subscription: string, key: string): Promise<void> {
  const drafts = await callStripe((stripe) =>
    stripe.invoices.list({ subscription, status: "draft", limit: 100 }),
  );
  for (const { id, metadata } of drafts.data) {
    if (metadata?.choba_charge) continue;
    await callStripe((stripe) =>
      stripe.invoices.finalizeInvoice(
        id,
        { auto_advance: false },
        { idempotencyKey: `${key}:finalize:${id}` },
      ),
    );
    await voidInvoice(id, `${key}:void:${id}`);
  }
}

/** Stripe stops the collection of all open invoices of a customer when a subscription ends. What is owed stays owed. */
async function collectAgain(customerId: string, key: string): Promise<void> {
  const list = await callStripe((stripe) =>
    stripe.invoices.list({ customer: customerId, status: "open", limit: 100 }),
  );
  for (const invoice of list.data)
    if (
      !invoice.auto_advance &&
      invoice.billing_reason === "subscription_cycle" &&
      invoice.metadata?.choba_charge
    )
      await callStripe((stripe) =>
        stripe.invoices.update(
          invoice.id,
          { auto_advance: true },
          { idempotencyKey: `${key}:collect:${invoice.id}` },
        ),
      );
}

async function create(wanted: WantedSubscription, key: string): Promise<FollowedSubscription> {
  const { day, month, hour, minute } = wanted.anchor;
  const parameters: Stripe.SubscriptionCreateParams = {
    customer: wanted.customerId,
    items: wanted.items.map(({ priceId, quantity }) => ({ price: priceId, quantity })),
    billing_mode: { type: "flexible" },
    // The time up to the anchor is free, without an invoice: Choba has charged it.
    proration_behavior: "none",
    billing_cycle_anchor_config: {
      day_of_month: day,
      ...(month === null ? {} : { month }),
      hour,
      minute,
      second: 0,
    },
    cancel_at_period_end: !wanted.renews,
    ...collection(wanted),
    ...(wanted.taxRateIds.length > 0 ? { default_tax_rates: [...wanted.taxRateIds] } : {}),
    metadata: { choba_tenant: wanted.tenantId, choba_license: wanted.licenseId },
  };
  const made = await callStripe((stripe) =>
    stripe.subscriptions.create(parameters, { idempotencyKey: keyed(key, parameters) }),
  );
  return { id: made.id, items: ourItems(made, wanted) };
}

async function update(
  current: Stripe.Subscription,
  wanted: WantedSubscription,
  itemIds: readonly string[],
  key: string,
): Promise<Stripe.Subscription> {
  const items = itemChanges(current, wanted, itemIds);
  const renews = renewsOf(current);
  const parameters: Stripe.SubscriptionUpdateParams = {
    ...(items.length > 0 ? { items, proration_behavior: "none" as const } : {}),
    ...(renews === wanted.renews ? {} : renewalChange(current, wanted.renews)),
    ...(isCollectedAs(current, wanted) ? {} : collection(wanted)),
    ...(isTaxedAs(current, wanted) ? {} : { default_tax_rates: ratesOf(wanted) }),
  };
  if (Object.keys(parameters).length === 0) return current;
  return callStripe((stripe) =>
    stripe.subscriptions.update(current.id, parameters, { idempotencyKey: keyed(key, parameters) }),
  );
}

const collection = ({ daysUntilDue }: WantedSubscription) =>
  daysUntilDue === null
    ? { collection_method: "charge_automatically" as const }
    : { collection_method: "send_invoice" as const, days_until_due: daysUntilDue };

/** An empty list is said with an empty text. */
const ratesOf = ({ taxRateIds }: WantedSubscription) =>
  taxRateIds.length > 0 ? [...taxRateIds] : ("" as const);

const isTaxedAs = ({ default_tax_rates: rates }: Stripe.Subscription, { taxRateIds }: WantedSubscription) =>
  JSON.stringify((rates ?? []).map(({ id }) => id).sort()) === JSON.stringify([...taxRateIds].sort());

const isCollectedAs = (current: Stripe.Subscription, { daysUntilDue }: WantedSubscription): boolean =>
  daysUntilDue === null
    ? current.collection_method === "charge_automatically"
    : current.collection_method === "send_invoice" && current.days_until_due === daysUntilDue;

/** Where it is kept on which later day people had a subscription end, while its renewal is stopped. */
const laterEnd = "choba_ends_at";

/**
 * Stripe's portal may have stopped the renewal with `cancel_at`, so resuming clears whichever field is set. A later day on
 * which people had it end is overwritten by a stop, and comes back when it is resumed.
 */
function renewalChange(current: Stripe.Subscription, renews: boolean): Stripe.SubscriptionUpdateParams {
  if (!renews)
    return {
      cancel_at_period_end: true,
      ...(current.cancel_at === null ? {} : { metadata: { [laterEnd]: String(current.cancel_at) } }),
    };
  const endsAt = current.metadata[laterEnd];
  if (endsAt) return { cancel_at: Number(endsAt), metadata: { [laterEnd]: "" } };
  return current.cancel_at !== null && !current.cancel_at_period_end
    ? { cancel_at: "" }
    : { cancel_at_period_end: false };
}

/**
 * Only items that Choba made are touched. What people added in Stripe's dashboard stays. An item of ours that has another
 * price now gets back the one that it is to have.
 */
function itemChanges(
  current: Stripe.Subscription,
  wanted: WantedSubscription,
  itemIds: readonly string[],
): Stripe.SubscriptionUpdateParams.Item[] {
  const open = new Map(wanted.items.map((item) => [item.priceId, item.quantity]));
  const changes: Stripe.SubscriptionUpdateParams.Item[] = [];
  const others: Stripe.SubscriptionItem[] = [];
  for (const item of current.items.data) {
    const quantity = open.get(item.price.id);
    if (quantity === undefined) {
      if (isOurPrice(item.price) || itemIds.includes(item.id)) others.push(item);
      continue;
    }
    open.delete(item.price.id);
    if (quantity !== item.quantity) changes.push({ id: item.id, quantity });
  }
  for (const { id } of others) changes.push({ id, deleted: true });
  for (const [priceId, quantity] of open) changes.push({ price: priceId, quantity });
  return changes;
}
