import { orders } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { takePlace } from "@/lib/features/license/coupons/coupon-places";
import type { ChangeFacts } from "@/lib/features/license/plan-change/change-facts";
import type { Locale } from "@/lib/i18n/locales";
import { completeOrder } from "./complete-order";

/** What was confirmed, and how its order goes on. */
export type ConfirmedOrder = {
  digest: string;
  /** The language of the pages on which the payer leaves a card. */
  locale: Locale;
  checkoutId?: Id<"checkout"> | undefined;
  /** Of an order that a program placed by the id of a promise. */
  promise?: { id: Id<"promise">; returnUrl: string | null; payToken: string };
};

/**
 * Commits a confirmed change with its promise and the first message to Stripe. The license row is locked, so of two
 * clicks or two tabs one places the order and the other is given the same one.
 */
export async function placeOrder(
  { ctx, tx, tenantId, standing, audit }: Omit<Writing<unknown>, "input">,
  facts: ChangeFacts,
  confirmed: ConfirmedOrder,
): Promise<{ orderId: Id<"order">; message: MessageReference | null }> {
  const { kind, license, current, target, wanted, coupon, trial, mode, promise, account } = facts;
  if (kind === "downgrade" || kind === "same") throw new Refused("change_pending");
  if (promise.problem) throw new Refused("amount_not_chargeable");
  if (coupon) await takePlace(tx, coupon.id);
  const charge = await makeCharge(tx, ctx, tenantId, "order", promise);
  const [order] = await tx
    .insert(orders)
    .values({
      tenantId,
      id: newId("order"),
      kind,
      state: account.hasPaymentMethod ? "executing" : "awaiting_card",
      planVersionId: target.id,
      interval: wanted.interval,
      seats: wanted.seats,
      addons: { ...wanted.addons },
      mode,
      fromPlanVersionId: current.id,
      trialEnd: trial.end,
      isPayerPresent: ctx.actor.kind === "user",
      checkoutId: confirmed.checkoutId ?? null,
      couponId: coupon?.id ?? null,
      digest: confirmed.digest,
      promiseId: confirmed.promise?.id ?? null,
      returnUrl: confirmed.promise?.returnUrl ?? null,
      payToken: confirmed.promise?.payToken ?? null,
      chargeId: charge.id,
      orderedBy: ctx.actor.kind === "user" ? ctx.actor.userId : standing.tenant.paymentAdministratorId,
      createdAt: ctx.now,
    })
    .returning();
  invariant(order, "an inserted order is returned");
  await audit({
    action: `order.${kind}`,
    about: order.id,
    before: { plan: current.planKey, interval: license.interval, seats: license.seats },
    after: {
      plan: target.planKey,
      interval: wanted.interval,
      seats: wanted.seats,
      totalMinor: String(promise.dueNowMinor),
      ...(coupon ? { coupon: coupon.code } : {}),
      ...(trial.end ? { trialEnd: trial.end } : {}),
      ...(mode === "prorated" ? {} : { mode }),
    },
  });
  const orderId = order.id;
  if (!account.hasPaymentMethod) {
    const { locale } = confirmed;
    return {
      orderId,
      message: await enqueueMessage(tx, ctx, tenantId, "stripe.checkout.create", { orderId, locale }),
    };
  }
  if (promise.lines.length === 0) {
    await completeOrder(tx, ctx, order, charge);
    return { orderId, message: null };
  }
  return { orderId, message: await enqueueMessage(tx, ctx, tenantId, "stripe.order.invoice", { orderId }) };
}
