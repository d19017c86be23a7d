import { nextBoundary } from "../calendar/periods";
import { discountProrations } from "../discounts/discount-prorations";
import type { SubscriptionItem } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { announceTrialEnd } from "./announce-trial-end";
import { cancelSubscription } from "./cancel-subscription";
import { recordDebits } from "./debits";
import { draftInvoice } from "./invoice";
import { fullLine, type ItemLine, partialLine } from "./lines";
import { pendingItemsFor } from "./pending-invoice-items";
import { cadenceOf } from "./subscription-items";
import { endsWithoutPayment } from "./trial";

/** Does what is due for a subscription now: its end, or the next period. */
export async function advanceSubscription(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const { data } = subscription;
  if (data.cancel_at !== null && data.cancel_at <= unit.at) {
    await cancelSubscription(unit, subscription, "cancellation_requested");
    return;
  }
  if (data.pause_collection?.resumes_at && data.pause_collection.resumes_at <= unit.at) {
    const before = render(subscription);
    data.pause_collection = null;
    await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
  }
  await announceTrialEnd(unit, subscription);
  if (data.items.data.some((item) => item.current_period_end <= unit.at)) await renew(unit, subscription);
}

/** Starts the next period with a draft invoice. The draft is finalised an hour later. */
export async function renew(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const { data } = subscription;
  const before = render(subscription);
  if (data.status === "trialing") {
    if (await endsWithoutPayment(unit, subscription)) {
      await cancelSubscription(unit, subscription, "payment_failed");
      return;
    }
    data.status = "active";
  }
  const cadence = cadenceOf(data.items.data, data.billing_cycle_anchor_config?.day_of_month);
  const previous = {
    start: Math.min(...data.items.data.map((item) => item.current_period_start)),
    end: Math.max(...data.items.data.map((item) => item.current_period_end)),
  };
  const lines: ItemLine[] = [];
  for (const item of data.items.data) {
    if (item.current_period_end > unit.at) continue;
    item.current_period_start = item.current_period_end;
    item.current_period_end = nextBoundary(data.billing_cycle_anchor, cadence, item.current_period_start);
    subscription.hidden.basis = item.current_period_end - item.current_period_start;
    lines.push(await periodLine(unit, item, data.cancel_at));
  }
  subscription.hidden.debits = {};
  await discountProrations(unit, subscription, data.items.data, lines);
  const customer = await unit.need("customer", data.customer, "customer");
  const invoice = await draftInvoice(unit, {
    customer,
    subscription,
    reason: "subscription_cycle",
    lines: newestFirst(lines),
    pending: await pendingItemsFor(unit, customer.id, subscription.id),
    currency: data.currency,
    period: previous,
    autoAdvance: data.pause_collection?.behavior !== "keep_as_draft",
  });
  recordDebits(subscription, lines, invoice);
  await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
}

/**
 * When the subscription ends within a period, only the time before the end is charged: "if set during a future period,
 * this will always cause a proration for that period" (docs.stripe.com/api/subscriptions/create, cancel_at).
 */
function periodLine(unit: Unit, item: SubscriptionItem, cancelAt: number | null): Promise<ItemLine> {
  const { current_period_start: start, current_period_end: end } = item;
  if (cancelAt === null || cancelAt >= end) return fullLine(unit, item);
  const part = { seconds: cancelAt - start, basis: end - start };
  return partialLine(unit, item, { start, end: cancelAt }, [part]);
}

function newestFirst(lines: ItemLine[]): ItemLine[] {
  return [...lines].sort((a, b) => b.item.created - a.item.created);
}
