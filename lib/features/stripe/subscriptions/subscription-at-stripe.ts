import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { anchorFor } from "@/lib/domain/license/price-validity";
import type { Context } from "@/lib/features/foundation/context/context";
import { handler, type Message } from "@/lib/features/foundation/outbox/handler";
import { findOrder, type License } from "@/lib/features/license/lifecycle/queries";
import { closeOrder, updateOrder } from "@/lib/features/license/orders/close-order";
import { readOrderForStripe } from "@/lib/features/license/orders/read-order-for-stripe";
import { OutsideRefused } from "@/lib/http/outside";
import {
  createSubscription,
  findSubscriptionOfOrder,
  readSubscription,
  upgradeSubscription,
} from "@/lib/stripe/subscriptions";
import { applySubscription } from "./apply-subscription";

/** Stripe keeps idempotency keys for at least 24 hours; before an older message is repeated, its result is looked for. */
const keysAreKeptMs = 23 * 60 * 60 * 1000;

/** Creates the subscription of a purchase with the money that was shown. One per order, whatever is repeated. */
export const stripeSubscriptionCreate = handler("stripe.subscription.create", {
  prepare: readOrderForStripe,
  async execute({ orderId }, message, ctx, { order, license, priceId, customerId, sequence }) {
    const made = message.attempts > 1 ? await findSubscriptionOfOrder(customerId, orderId) : null;
    if (made) return { sequence, snapshot: await readSubscription(made) };
    refuseIfLicensed(license);
    refuseIfTooOld(message, order.promised.validUntil, ctx.now);
    const startsAt = new Date(order.promised.pricedAt);
    const snapshot = await createSubscription(
      {
        customerId,
        priceId,
        startsAt,
        anchor: anchorFor(order.interval, startsAt),
        tenantId: message.tenantId,
        orderId,
      },
      message.id,
    );
    return { sequence, snapshot: message.attempts > 1 ? await readSubscription(snapshot.id) : snapshot };
  },
  settle: (tx, ctx, message, { orderId }, outcome) => settle(tx, ctx, message, orderId, outcome),
  refuse: (tx, ctx, message, { orderId }, reason) => refuse(tx, ctx, message, orderId, reason),
});

/** Swaps the price of the running subscription; Stripe holds the change back until it is paid. */
export const stripeSubscriptionUpgrade = handler("stripe.subscription.upgrade", {
  prepare: readOrderForStripe,
  async execute(_parameters, message, ctx, { order, priceId, sequence }) {
    const subscriptionId = order.stripeSubscriptionId ?? "";
    if (message.attempts > 1) {
      const snapshot = await readSubscription(subscriptionId);
      if (snapshot.priceId === priceId || snapshot.pendingPriceId === priceId) return { sequence, snapshot };
    }
    refuseIfTooOld(message, order.promised.validUntil, ctx.now);
    const change = { subscriptionId, priceId, pricedAt: new Date(order.promised.pricedAt) };
    const written = await upgradeSubscription(change, message.id);
    return { sequence, snapshot: message.attempts > 1 ? await readSubscription(subscriptionId) : written };
  },
  settle: (tx, ctx, message, { orderId }, outcome) => settle(tx, ctx, message, orderId, outcome),
  refuse: (tx, ctx, message, { orderId }, reason) => refuse(tx, ctx, message, orderId, reason),
});

type Outcome = { sequence: bigint; snapshot: Awaited<ReturnType<typeof readSubscription>> };
async function settle(
  tx: Transaction,
  ctx: Context,
  message: Message,
  orderId: Id<"order">,
  { sequence, snapshot }: Outcome,
): Promise<void> {
  const order = await findOrder(tx, message.tenantId, orderId);
  if (order) await updateOrder(tx, order, { stripeSubscriptionId: snapshot.id });
  await applySubscription(tx, ctx, message.tenantId, sequence, snapshot);
}

async function refuse(
  tx: Transaction,
  ctx: Context,
  message: Message,
  orderId: Id<"order">,
  reason: string,
): Promise<void> {
  const order = await findOrder(tx, message.tenantId, orderId);
  if (order) await closeOrder(tx, ctx, order, reason === tooOld ? "stale" : "failed", reason);
}

/** A license that came about meanwhile (staff made one in Stripe's dashboard) is not bought a second time. */
function refuseIfLicensed(license: License): void {
  if (license.stripeSubscriptionId !== null)
    throw new OutsideRefused(alreadyLicensed, "there is a paid license already");
}

const alreadyLicensed = "license_is_paid";
const tooOld = "price_expired";

/** A price that no longer holds is not charged: the order ends, and the payer is shown the new one. */
function refuseIfTooOld(message: Message, validUntil: string, now: Date): void {
  const keyIsForgotten = now.getTime() - message.createdAt.getTime() > keysAreKeptMs;
  if (now >= new Date(validUntil) || keyIsForgotten)
    throw new OutsideRefused(tooOld, "the confirmed price no longer holds");
}
