import type { Transaction } from "@/lib/db/transaction";
import {
  baseAmountMinor,
  excessMauUnitAmount,
  type Limits,
  type LocalizedText,
  type PaidInterval,
} from "@/lib/domain/catalog/plan";
import type { LicenseUse } from "@/lib/domain/license/misfits";
import type { OrderKind, OrderState } from "@/lib/domain/license/order";
import { dayWindow } from "@/lib/domain/time/day-window";
import { getPlanVersion, type PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { getCharge } from "@/lib/features/license/charges/queries";
import { limitsHeld } from "@/lib/features/license/holding/limits-held";
import { type SeatsHeld, seatsHeld } from "@/lib/features/license/holding/seats-held";
import type { License, Order, Reservation } from "@/lib/features/license/lifecycle/queries";

/** The license card: what is held, until when, what is used of it, and whether something needs the payer. */
export type LicenseView = {
  planKey: string;
  planName: LocalizedText;
  isFree: boolean;
  interval: PaidInterval | null;
  state: "active" | "trial" | "renewal_stopped" | "payment_failed" | "authentication_needed" | "overdue";
  periodStart: string;
  /** Null on Free, which does not end. */
  periodEnd: string | null;
  /** The first midnight that is paid, while it is a trial. */
  trialEnd: string | null;
  price: { amountMinor: string; currency: string } | null;
  excessMauUnitAmountMinor: string | null;
  currency: string;
  limits: Limits;
  use: LicenseUse;
  /** Null where the plan does not count the seats in use. */
  seats: SeatsHeld | null;
  /** Stripe's page where a due payment is settled. */
  dueInvoiceUrl: string | null;
  /** The paid license that ended last, while back on Free. */
  ended: { planName: LocalizedText; at: string } | null;
};

export async function licenseView(
  tx: Transaction,
  license: License,
  plan: PlanVersion,
  use: LicenseUse,
  now: Date,
): Promise<LicenseView> {
  const amount = license.interval && baseAmountMinor(plan.definition, license.interval);
  const { currency } = plan.definition;
  return {
    planKey: plan.planKey,
    planName: plan.definition.name,
    isFree: license.interval === null,
    interval: license.interval,
    state: stateOf(license),
    periodStart: license.periodStart.toISOString(),
    periodEnd: license.periodEnd?.toISOString() ?? null,
    trialEnd: license.trialEnd?.toISOString() ?? null,
    price: amount === null ? null : { amountMinor: String(amount), currency },
    excessMauUnitAmountMinor: excessMauUnitAmount(plan.definition),
    currency,
    limits: await limitsHeld(tx, license, plan.definition, now),
    use,
    seats: await seatsHeld(tx, license, plan.definition, { use, at: now }),
    dueInvoiceUrl: license.dueInvoiceUrl,
    ended:
      license.endedPlanVersionId && license.endedAt
        ? {
            planName: (await getPlanVersion(tx, license.endedPlanVersionId)).definition.name,
            at: license.endedAt.toISOString(),
          }
        : null,
  };
}

function stateOf(license: License): LicenseView["state"] {
  if (license.payment === "failed") return "payment_failed";
  if (license.payment === "authentication_needed") return "authentication_needed";
  if (license.payment === "overdue") return "overdue";
  if (!license.renews) return "renewal_stopped";
  return license.trialEnd ? "trial" : "active";
}

/** A confirmed change that is not finished yet. */
export type OrderView = {
  id: string;
  kind: OrderKind;
  state: OrderState;
  planName: LocalizedText;
  interval: PaidInterval;
  totalMinor: string;
  currency: string;
  /** `authentication_required`, `card_declined` … while it waits for payment. */
  reason: string | null;
  /** Stripe's page that waits for the payer; null for readers who may not act. */
  goTo: string | null;
  /** The first midnight that is paid, if it begins or goes on with a trial. */
  trialEnd: string | null;
  createdAt: string;
};

export async function orderView(
  tx: Transaction,
  order: Order | null,
  { mayAct, timeZone }: { mayAct: boolean; timeZone: string },
): Promise<OrderView | null> {
  if (!order) return null;
  const charge = await getCharge(tx, order.tenantId, order.chargeId);
  const page =
    order.state === "awaiting_card"
      ? order.checkoutUrl
      : order.state === "awaiting_payment"
        ? charge.hostedInvoiceUrl
        : null;
  return {
    id: order.id,
    kind: order.kind,
    state: order.state,
    planName: (await getPlanVersion(tx, order.planVersionId)).definition.name,
    interval: order.interval,
    totalMinor: String(charge.promise.dueNowMinor),
    currency: charge.currency,
    reason: order.reason,
    goTo: mayAct ? page : null,
    trialEnd: order.trialEnd && dayWindow(order.trialEnd, timeZone).start.toISOString(),
    createdAt: order.createdAt.toISOString(),
  };
}

/** "License to be updated next month" (DASH-20). */
export type ReservationView = {
  id: string;
  state: Reservation["state"];
  planName: LocalizedText;
  interval: PaidInterval;
  effectiveAt: string;
};

export async function reservationView(
  tx: Transaction,
  reservation: Reservation | null,
): Promise<ReservationView | null> {
  if (!reservation) return null;
  return {
    id: reservation.id,
    state: reservation.state,
    planName: (await getPlanVersion(tx, reservation.planVersionId)).definition.name,
    interval: reservation.interval,
    effectiveAt: reservation.effectiveAt.toISOString(),
  };
}
