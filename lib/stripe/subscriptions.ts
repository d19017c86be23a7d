import type Stripe from "stripe";
import { fromUnixSeconds, toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";
import { type InvoiceSnapshot, readInvoice } from "./invoices";

/** What Choba reads from a Stripe subscription. Instants, not unix seconds. */
export type SubscriptionSnapshot = {
  id: string;
  customerId: string;
  status: Stripe.Subscription["status"];
  itemId: string;
  priceId: string;
  periodStart: Date;
  periodEnd: Date;
  renews: boolean;
  endedAt: Date | null;
  scheduleId: string | null;
  /** A change that waits for its payment (docs.stripe.com/billing/subscriptions/pending-updates). */
  pendingPriceId: string | null;
  latestInvoice: InvoiceSnapshot | null;
  orderId: string | null;
  /** The contract that Choba created it for. Such a subscription does not decide the license. */
  contractId: string | null;
};

export type NewSubscription = {
  customerId: string;
  priceId: string;
  /**
   * The second at which the price was shown. An anchored subscription starts then, even if it is created
   * later.
   */
  startsAt: Date;
  /**
   * First renewal. Null for a yearly license: it costs a whole year whenever it is created, starts then, and
   * keeps that anniversary. (Backdated without an anchor, Stripe would charge the earlier time as well.)
   */
  anchor: Date | null;
  tenantId: string;
  orderId: string;
};

/**
 * Creates the subscription and tries its first payment. A declined card or an unfinished 3-D Secure leaves it
 * `incomplete`: nothing is licensed until it is paid (docs.stripe.com/billing/subscriptions/overview).
 */
export async function createSubscription(
  wanted: NewSubscription,
  key: string,
): Promise<SubscriptionSnapshot> {
  const created = await callStripe((stripe) =>
    stripe.subscriptions.create(
      {
        customer: wanted.customerId,
        items: [{ price: wanted.priceId, quantity: 1 }],
        ...(wanted.anchor
          ? {
              backdate_start_date: toUnixSeconds(wanted.startsAt),
              billing_cycle_anchor: toUnixSeconds(wanted.anchor),
              proration_behavior: "create_prorations",
            }
          : {}),
        payment_behavior: "allow_incomplete",
        off_session: false,
        metadata: { choba_tenant: wanted.tenantId, choba_order: wanted.orderId },
      },
      { idempotencyKey: key },
    ),
  );
  return snapshot(created);
}

/** Changes the price now, prorated at the shown second. Stripe applies the change when it is paid. */
export async function upgradeSubscription(
  change: { subscriptionId: string; priceId: string; pricedAt: Date },
  key: string,
): Promise<SubscriptionSnapshot> {
  const current = await retrieve(change.subscriptionId);
  const updated = await callStripe((stripe) =>
    stripe.subscriptions.update(
      change.subscriptionId,
      {
        items: [{ id: onlyItem(current).id, price: change.priceId, quantity: 1 }],
        proration_behavior: "always_invoice",
        proration_date: toUnixSeconds(change.pricedAt),
        payment_behavior: "pending_if_incomplete",
      },
      { idempotencyKey: key },
    ),
  );
  return snapshot(updated);
}

/** Stops the automatic renewal at the period's end, or resumes it. */
export async function setRenewal(
  subscriptionId: string,
  renews: boolean,
  key: string,
): Promise<SubscriptionSnapshot> {
  const current = await retrieve(subscriptionId);
  // Stripe's portal may have stopped the renewal with `cancel_at`, so resuming must clear whichever field is
  // set.
  const change: Stripe.SubscriptionUpdateParams =
    renews && current.cancel_at !== null && !current.cancel_at_period_end
      ? { cancel_at: "" }
      : { cancel_at_period_end: !renews };
  return snapshot(
    await callStripe((stripe) =>
      stripe.subscriptions.update(subscriptionId, change, { idempotencyKey: key }),
    ),
  );
}

/** Ends a subscription whose first invoice was never paid. */
export async function cancelIfNeverPaid(id: string, key: string): Promise<void> {
  if ((await retrieve(id)).status !== "incomplete") return;
  await callStripe((stripe) => stripe.subscriptions.cancel(id, {}, { idempotencyKey: key }));
}

export async function readSubscription(id: string): Promise<SubscriptionSnapshot> {
  return snapshot(await retrieve(id));
}

/** Any subscription: its customer, and `snapshot` for the rest, which throws unless it has one item. */
export type FoundSubscription = {
  customerId: string;
  contractId: string | null;
  snapshot: () => Promise<SubscriptionSnapshot>;
};

export async function findSubscription(id: string): Promise<FoundSubscription> {
  const subscription = await retrieve(id);
  return { ...makingOf(subscription), snapshot: () => snapshot(subscription) };
}

const makingOf = (subscription: Stripe.Subscription) => ({
  customerId: idOf(subscription.customer) ?? "",
  contractId: subscription.metadata.choba_contract ?? null,
});

/**
 * The subscription that an order made, if the request reached Stripe. For orders older than an idempotency
 * key.
 */
export async function findSubscriptionOfOrder(customerId: string, orderId: string): Promise<string | null> {
  const list = await callStripe((stripe) =>
    stripe.subscriptions.list({ customer: customerId, status: "all", limit: 100 }),
  );
  return list.data.find((subscription) => subscription.metadata.choba_order === orderId)?.id ?? null;
}

const retrieve = (id: string) => callStripe((stripe) => stripe.subscriptions.retrieve(id));

function onlyItem(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const item = subscription.items.data[0];
  if (!item || subscription.items.data.length !== 1)
    throw new OutsideRefused(
      "not_ours",
      `subscription ${subscription.id} has not exactly one item: Choba did not make it`,
    );
  return item;
}

async function snapshot(subscription: Stripe.Subscription): Promise<SubscriptionSnapshot> {
  const item = onlyItem(subscription);
  const invoiceId = idOf(subscription.latest_invoice);
  return {
    id: subscription.id,
    ...makingOf(subscription),
    status: subscription.status,
    itemId: item.id,
    priceId: item.price.id,
    periodStart: fromUnixSeconds(item.current_period_start),
    periodEnd: fromUnixSeconds(item.current_period_end),
    renews: !subscription.cancel_at_period_end && subscription.cancel_at === null,
    endedAt: subscription.ended_at === null ? null : fromUnixSeconds(subscription.ended_at),
    scheduleId: idOf(subscription.schedule),
    pendingPriceId: subscription.pending_update?.subscription_items?.[0]?.price.id ?? null,
    latestInvoice: invoiceId ? await readInvoice(invoiceId) : null,
    orderId: subscription.metadata.choba_order ?? null,
  };
}

function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (!reference) return null;
  return typeof reference === "string" ? reference : reference.id;
}
