import type Stripe from "stripe";
import { invariant } from "@/lib/domain/errors";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";
import { idOf } from "./references";

/** What follows the current period: the whole subscription from then on. */
export type NextPhase = { priceId: string; interval: "month" | "year" };

/**
 * Reserves a change for the end of the current period with a subscription schedule. The schedule is created
 * from the subscription, then given all phases
 * (docs.stripe.com/billing/subscriptions/subscription-schedules). Returns the schedule's id.
 */
export async function reserveChange(subscriptionId: string, next: NextPhase, key: string): Promise<string> {
  const schedule = await scheduleOf(subscriptionId, key);
  const current = schedule.phases[0];
  invariant(current, `schedule ${schedule.id} begins with the current phase`);
  try {
    await callStripe((stripe) =>
      stripe.subscriptionSchedules.update(
        schedule.id,
        {
          end_behavior: "release",
          proration_behavior: "none",
          phases: [unchanged(current), nextPhase(next, current)],
        },
        { idempotencyKey: `${key}:2` },
      ),
    );
  } catch (error) {
    // A schedule without the reserved phase would only prevent later changes.
    if (error instanceof OutsideRefused) await releaseSchedule(schedule.id, `${key}:3`);
    throw error;
  }
  return schedule.id;
}

/** The schedule of an earlier attempt, if the subscription has one, otherwise a new one. */
async function scheduleOf(subscriptionId: string, key: string): Promise<Stripe.SubscriptionSchedule> {
  const { schedule } = await callStripe((stripe) => stripe.subscriptions.retrieve(subscriptionId));
  if (!schedule)
    return callStripe((stripe) =>
      stripe.subscriptionSchedules.create(
        { from_subscription: subscriptionId },
        { idempotencyKey: `${key}:1` },
      ),
    );
  const id = typeof schedule === "string" ? schedule : schedule.id;
  return callStripe((stripe) => stripe.subscriptionSchedules.retrieve(id));
}

/**
 * Releases the schedule, so that the subscription continues unchanged. Cancelling the schedule would cancel
 * the subscription.
 */
export async function releaseSchedule(scheduleId: string, key: string): Promise<void> {
  const schedule = await callStripe((stripe) => stripe.subscriptionSchedules.retrieve(scheduleId));
  if (schedule.status !== "active" && schedule.status !== "not_started") return;
  await callStripe((stripe) => stripe.subscriptionSchedules.release(scheduleId, {}, { idempotencyKey: key }));
}

type Phase = Stripe.SubscriptionSchedule.Phase;
type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase;

function unchanged(phase: Phase): PhaseParams {
  return {
    start_date: phase.start_date,
    end_date: phase.end_date,
    proration_behavior: "none",
    ...termsOf(phase),
    items: phase.items.map((item) => ({
      ...itemTaxes(item),
      price: idOf(item.price) ?? "",
      quantity: item.quantity ?? 1,
    })),
  };
}

function nextPhase(next: NextPhase, current: Phase): PhaseParams {
  return {
    ...termsOf(current),
    items: [{ ...itemTaxes(current.items[0]), price: next.priceId, quantity: 1 }],
    duration: { interval: next.interval, interval_count: 1 },
    proration_behavior: "none",
  };
}

/**
 * Tax rates and discounts of the subscription, whoever set them. A phase that does not list them removes them
 * (docs.stripe.com/api/subscription_schedules/update, phases).
 */
function termsOf({ default_tax_rates: rates, discounts }: Phase): Partial<PhaseParams> {
  const kept = discounts.flatMap((entry): { discount?: string; coupon?: string }[] => {
    const [discount, coupon] = [idOf(entry.discount), idOf(entry.coupon)];
    if (discount) return [{ discount }];
    return coupon ? [{ coupon }] : [];
  });
  return {
    ...(rates && rates.length > 0 ? { default_tax_rates: rates.map(({ id }) => id) } : {}),
    ...(kept.length > 0 ? { discounts: kept } : {}),
  };
}

const itemTaxes = (item: Phase["items"][number] | undefined) =>
  item?.tax_rates && item.tax_rates.length > 0 ? { tax_rates: item.tax_rates.map(({ id }) => id) } : {};
