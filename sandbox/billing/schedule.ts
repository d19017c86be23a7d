import { markDeleted } from "../discounts/discount";
import { redeemForSubscription } from "../discounts/subscription-discounts";
import { newPhase, type Phase, type PhaseItem, type Schedule } from "../shapes/schedule";
import type { Subscription, SubscriptionItem } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { cancelSubscription } from "./cancel-subscription";
import { changeItems } from "./change-items";
import { expirePendingUpdate } from "./pending-update";
import { cadenceOf, isSameCadence, makeItem, repriced } from "./subscription-items";

function phaseItemsOf(items: SubscriptionItem[]): PhaseItem[] {
  return items.map((item) => ({
    billing_thresholds: null,
    discounts: [],
    metadata: item.metadata,
    plan: item.price.id,
    price: item.price.id,
    quantity: item.quantity,
    tax_rates: item.tax_rates,
  }));
}

/** The phase that a subscription is in by itself: its present period. */
export function presentPhase(subscription: Subscription): Phase {
  const item = subscription.items.data[0];
  const phase = newPhase(
    item?.current_period_start ?? subscription.start_date,
    item?.current_period_end ?? subscription.start_date,
    subscription.currency,
    phaseItemsOf(subscription.items.data),
  );
  phase.default_payment_method = subscription.default_payment_method;
  noteTerms(phase, subscription);
  return phase;
}

function noteTerms(phase: Phase, subscription: Subscription): void {
  phase.default_tax_rates = subscription.default_tax_rates;
  phase.discounts = subscription.discounts.map((discount) => ({
    coupon: null,
    discount,
    promotion_code: null,
  }));
}

/** A direct change of a subscription that a schedule manages: its current phase says so from now on. */
export async function recordInSchedule(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const { schedule } = subscription.data;
  if (!schedule || unit.isPreview) return;
  const row = await unit.need("subscription_schedule", schedule);
  const before = render(row);
  const phase = currentPhase(row.data);
  if (phase) {
    phase.items = phaseItemsOf(subscription.data.items.data);
    noteTerms(phase, subscription.data);
  }
  await saveAndEmit(unit, "subscription_schedule.updated", row, before);
}

export function currentPhase(schedule: Schedule): Phase | undefined {
  return schedule.phases.find((phase) => phase.start_date === schedule.current_phase?.start_date);
}

/** The items a phase defines: one of the same price stays the same item, others are new. */
export async function itemsOfPhase(
  unit: Unit,
  subscription: Row<"subscription">,
  phase: Phase,
): Promise<SubscriptionItem[]> {
  const items: SubscriptionItem[] = [];
  for (const wanted of phase.items) {
    const present = subscription.data.items.data.find((item) => item.price.id === wanted.price);
    const price = (await unit.need("price", wanted.price, "price")).data;
    items.push(
      present
        ? {
            ...repriced(present, price, wanted.quantity),
            metadata: wanted.metadata,
            tax_rates: wanted.tax_rates,
          }
        : {
            ...makeItem(unit, subscription.id, price, wanted.quantity, wanted.metadata),
            tax_rates: wanted.tax_rates,
          },
    );
  }
  return items;
}

/** The current phase is over: the next one begins, or the schedule is done. */
export async function advanceSchedule(unit: Unit, schedule: Row<"subscription_schedule">): Promise<void> {
  const { data } = schedule;
  const ended = data.current_phase;
  const subscription = data.subscription ? await unit.find("subscription", data.subscription) : null;
  if (!ended || !subscription) return;
  const next = data.phases.find((phase) => phase.start_date === ended.end_date);
  if (next) {
    const before = render(schedule);
    await beginPhase(unit, subscription, next);
    data.current_phase = { end_date: next.end_date, start_date: next.start_date };
    await saveAndEmit(unit, "subscription_schedule.updated", schedule, before);
    return;
  }
  data.status = "completed";
  data.completed_at = unit.at;
  data.current_phase = null;
  const before = render(subscription);
  subscription.data.schedule = null;
  await unit.save(schedule);
  await unit.emit("subscription_schedule.completed", schedule);
  if (data.end_behavior === "cancel") await cancelSubscription(unit, subscription, "cancellation_requested");
  else await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
}

/** Makes the subscription what the phase says. At a period's end its renewal invoices the new items. */
async function beginPhase(unit: Unit, subscription: Row<"subscription">, phase: Phase): Promise<void> {
  const { data } = subscription;
  const before = render(subscription);
  if (subscription.hidden.pending) await expirePendingUpdate(unit, subscription);
  if (phase.default_payment_method) data.default_payment_method = phase.default_payment_method;
  if (phase.collection_method) data.collection_method = phase.collection_method;
  if (phase.description) data.description = phase.description;
  data.metadata = { ...data.metadata, ...phase.metadata };
  await applyTerms(unit, subscription, phase);
  const items = await itemsOfPhase(unit, subscription, phase);
  const end = data.items.data[0]?.current_period_end ?? unit.at;
  if (end <= unit.at) {
    placeAtBoundary(unit, subscription, items, phase);
    await unit.save(subscription);
  } else {
    await changeItems(unit, subscription, {
      items,
      prorationBehavior: phase.proration_behavior,
      prorationDate: null,
      paymentBehavior: "allow_incomplete",
      resetsAnchor: phase.billing_cycle_anchor === "phase_start",
    });
  }
  await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
}

/**
 * The phase's taxes and discounts are the subscription's from now on, also where it names none: "these Tax Rates will set
 * the Subscription's default_tax_rates", and without discounts those of the customer count
 * (docs.stripe.com/api/subscription_schedules/update, phases).
 */
export async function applyTerms(unit: Unit, subscription: Row<"subscription">, phase: Phase): Promise<void> {
  const { data } = subscription;
  data.default_tax_rates = phase.default_tax_rates;
  const kept = phase.discounts.flatMap(({ discount }) => (discount ? [discount] : []));
  const was = data.discounts;
  data.discounts = was.filter((id) => kept.includes(id));
  for (const entry of phase.discounts) {
    if (!entry.coupon) continue;
    const coupon = await unit.need("coupon", entry.coupon);
    const { id: discount } = await redeemForSubscription(unit, data, coupon);
    data.discounts.push(discount);
    Object.assign(entry, { coupon: null, discount });
  }
  for (const id of was.filter((one) => !data.discounts.includes(one)))
    await markDeleted(unit, await unit.need("discount", id));
}

function placeAtBoundary(
  unit: Unit,
  subscription: Row<"subscription">,
  items: SubscriptionItem[],
  phase: Phase,
): void {
  const { data } = subscription;
  const present = data.items.data[0];
  const isReset =
    phase.billing_cycle_anchor === "phase_start" ||
    !isSameCadence(cadenceOf(items), cadenceOf(data.items.data));
  if (isReset) {
    data.billing_cycle_anchor = unit.at;
    data.billing_cycle_anchor_config = null;
  }
  data.items.data = items.map((item) => ({
    ...item,
    current_period_start: present?.current_period_start ?? unit.at,
    current_period_end: present?.current_period_end ?? unit.at,
  }));
}
