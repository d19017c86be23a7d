import type { StripeChange } from "@/lib/domain/activity/audit-actions";
import type { Context } from "@/lib/features/foundation/context/context";
import { discountsOf, readCoupon } from "@/lib/stripe/discounts";
import { eventTime, type StripeEvent } from "@/lib/stripe/webhook";
import { recordManualChange } from "./record-manual-change";

type Told = { id?: string; customer?: string; subscription?: string | null; source?: { coupon?: string } };

const steps = {
  "customer.discount.created": "added",
  "customer.discount.updated": "changed",
  "customer.discount.deleted": "removed",
} as const;

const actionOf = (subscription: string | null, step: "added" | "changed" | "removed"): StripeChange =>
  subscription ? `subscription_discount_${step}` : `discount_${step}`;

/**
 * A coupon on a customer, or on one of its subscriptions. A discount cannot be read by itself, nor at all once it is gone;
 * its coupon can, which says what it is worth.
 */
export async function noteDiscount(ctx: Context, event: StripeEvent): Promise<void> {
  const { id, customer, subscription = null, source } = event.data.object as Told;
  if (!id || !customer || !source?.coupon) return;
  const step = steps[event.type as keyof typeof steps];
  // A change can happen twice, so it is the event that counts; being put on and taken off cannot.
  const key = `discount:${id}:${step === "changed" ? event.id : `discount_${step}`}`;
  const action = actionOf(subscription, step);
  await recordManualChange(
    ctx,
    { key, action, at: eventTime(event) },
    { customerId: customer, ...(await readCoupon(source.coupon)) },
  );
}

/**
 * The same told by the subscription itself, which lists the ids of its discounts. Of one that is gone nothing can be read
 * any more, so taking off is told by `customer.discount.deleted` alone.
 */
export async function notePutOnSubscription(ctx: Context, event: StripeEvent): Promise<void> {
  const { id, customer } = event.data.object as { id?: string; customer?: string };
  const before = event.data.previous_attributes?.discounts;
  if (!id || !customer || !Array.isArray(before)) return;
  const now = event.data.object.discounts;
  const added = (Array.isArray(now) ? now : []).filter((discount) => !before.includes(discount));
  if (added.length === 0) return;
  for (const discount of await discountsOf(id)) {
    if (!added.includes(discount.id)) continue;
    const key = `discount:${discount.id}:discount_added`;
    await recordManualChange(
      ctx,
      { key, action: actionOf(id, "added"), at: discount.startedAt },
      { customerId: customer, ...(await readCoupon(discount.coupon)) },
    );
  }
}
