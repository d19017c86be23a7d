import type Stripe from "stripe";
import { callStripe } from "./call-stripe";

/** What of a subscription is taken back. */
export type WrongAtStripe =
  | { part: "item"; itemId: string }
  | { part: "end" }
  | { part: "pause" }
  | { part: "whole" };

/** Takes back what people put on a subscription, without an invoice. Safe to repeat. */
export async function putRight(id: string, wrong: WrongAtStripe, key: string): Promise<void> {
  const current = await callStripe((stripe) => stripe.subscriptions.retrieve(id));
  if (current.status === "canceled") return;
  if (wrong.part === "whole") {
    await callStripe((stripe) =>
      stripe.subscriptions.cancel(id, { prorate: false, invoice_now: false }, { idempotencyKey: key }),
    );
    return;
  }
  const parameters = changeOf(current, wrong);
  if (parameters)
    await callStripe((stripe) => stripe.subscriptions.update(id, parameters, { idempotencyKey: key }));
}

/** Null: it is gone already. */
function changeOf(
  current: Stripe.Subscription,
  wrong: Exclude<WrongAtStripe, { part: "whole" }>,
): Stripe.SubscriptionUpdateParams | null {
  if (wrong.part === "end") return current.cancel_at === null ? null : { cancel_at: "" };
  if (wrong.part === "pause") return current.pause_collection ? { pause_collection: "" } : null;
  if (!current.items.data.some((item) => item.id === wrong.itemId)) return null;
  return { items: [{ id: wrong.itemId, deleted: true }], proration_behavior: "none" };
}
