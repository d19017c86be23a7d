import { z } from "zod";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { anchorFor } from "@/lib/domain/license/promise";
import { OutsideRefused } from "@/lib/http/outside";
import {
  createSubscription,
  findSubscriptionOfOrder,
  readSubscription,
  upgradeSubscription,
} from "@/lib/stripe/subscriptions";
import { applySubscription } from "../license/apply-subscription";
import { findOrder, getLicense } from "../license/queries";
import { beginReading } from "../license/reading";
import { type Effect, operation } from "../outbox/operation";
import type { Context } from "../shared/context";
import { closeOrder, updateOrder } from "./close";
import { readOrderForStripe } from "./read-order";
import { orderOperations } from "./steps";

const parameters = z.object({ orderId: z.string() });

/** Stripe keeps idempotency keys for at least 24 hours; before an older wish is repeated, its result is looked for. */
const keysAreKeptMs = 23 * 60 * 60 * 1000;

/** Creates the subscription of a purchase with the money that was shown. One per order, whatever is repeated. */
export const stripeSubscriptionCreate = operation({
  name: orderOperations.startSubscription,
  parameters,
  async execute({ orderId }, effect, ctx) {
    const { order, priceId, customerId } = await readOrderForStripe(effect, orderId);
    const reading = await beginReading();
    const made = effect.attempts > 1 ? await findSubscriptionOfOrder(customerId, orderId) : null;
    if (made) return { reading, snapshot: await readSubscription(made) };
    await refuseIfLicensed(effect);
    refuseIfTooOld(effect, order.promised.validUntil, ctx.now);
    const startsAt = new Date(order.promised.pricedAt);
    const snapshot = await createSubscription(
      {
        customerId,
        priceId,
        startsAt,
        anchor: anchorFor(order.interval, startsAt),
        tenantId: effect.tenantId,
        orderId,
      },
      effect.id,
    );
    return { reading, snapshot: effect.attempts > 1 ? await readSubscription(snapshot.id) : snapshot };
  },
  settle: (tx, ctx, effect, { orderId }, outcome) => settle(tx, ctx, effect, orderId, outcome),
  refuse: (tx, ctx, effect, { orderId }, reason) => refuse(tx, ctx, effect, orderId, reason),
});

/** Swaps the price of the running subscription; Stripe holds the change back until it is paid. */
export const stripeSubscriptionUpgrade = operation({
  name: orderOperations.changeSubscription,
  parameters,
  async execute({ orderId }, effect, ctx) {
    const { order, priceId } = await readOrderForStripe(effect, orderId);
    const subscriptionId = order.stripeSubscriptionId ?? "";
    const reading = await beginReading();
    if (effect.attempts > 1) {
      const snapshot = await readSubscription(subscriptionId);
      if (snapshot.priceId === priceId || snapshot.pendingPriceId === priceId) return { reading, snapshot };
    }
    refuseIfTooOld(effect, order.promised.validUntil, ctx.now);
    const change = { subscriptionId, priceId, pricedAt: new Date(order.promised.pricedAt) };
    const written = await upgradeSubscription(change, effect.id);
    return { reading, snapshot: effect.attempts > 1 ? await readSubscription(subscriptionId) : written };
  },
  settle: (tx, ctx, effect, { orderId }, outcome) => settle(tx, ctx, effect, orderId, outcome),
  refuse: (tx, ctx, effect, { orderId }, reason) => refuse(tx, ctx, effect, orderId, reason),
});

type Outcome = { reading: bigint; snapshot: Awaited<ReturnType<typeof readSubscription>> };
async function settle(
  tx: Transaction,
  ctx: Context,
  effect: Effect,
  orderId: string,
  { reading, snapshot }: Outcome,
): Promise<void> {
  const order = await findOrder(tx, effect.tenantId, orderId as Id<"order">);
  if (order) await updateOrder(tx, order, { stripeSubscriptionId: snapshot.id });
  await applySubscription(tx, ctx, effect.tenantId, reading, snapshot);
}

async function refuse(
  tx: Transaction,
  ctx: Context,
  effect: Effect,
  orderId: string,
  reason: string,
): Promise<void> {
  const order = await findOrder(tx, effect.tenantId, orderId as Id<"order">);
  if (order) await closeOrder(tx, ctx, order, reason === tooOld ? "stale" : "failed", reason);
}

/** A license that came about meanwhile (staff made one in Stripe's dashboard) is not bought a second time. */
async function refuseIfLicensed(effect: Effect): Promise<void> {
  const license = await inTenant(effect.tenantId, (tx) => getLicense(tx, effect.tenantId));
  if (license.stripeSubscriptionId !== null)
    throw new OutsideRefused(alreadyLicensed, "there is a paid license already");
}

const alreadyLicensed = "license_is_paid";
const tooOld = "price_expired";

/** A price that no longer holds is not charged: the order ends, and the payer is shown the new one. */
function refuseIfTooOld(effect: Effect, validUntil: string, now: Date): void {
  const keyIsForgotten = now.getTime() - effect.createdAt.getTime() > keysAreKeptMs;
  if (now >= new Date(validUntil) || keyIsForgotten)
    throw new OutsideRefused(tooOld, "the confirmed price no longer holds");
}
