import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import { type Id, isId } from "@/lib/domain/ids";
import { planOfStripePrice } from "@/lib/features/catalog/plans/record/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { beginTerm } from "@/lib/features/license/lifecycle/begin-term";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import { notifyLicense } from "@/lib/features/license/lifecycle/notify-license";
import {
  findOpenOrder,
  findOrder,
  type License,
  lockLicense,
  type Order,
} from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads } from "@/lib/features/license/lifecycle/sequence-numbers";
import { closeOrder } from "@/lib/features/license/orders/close-order";
import { salesModelOf } from "@/lib/features/people/tenants/queries";
import type { SubscriptionSnapshot } from "@/lib/stripe/subscriptions";
import { applyToOrder } from "./apply-to-order";
import { applyToReservation } from "./apply-to-reservation";
import { enqueueRefresh } from "./refresh-what-waits";

/**
 * Makes the license, its open order and its reservation say what Stripe says. The only place where Stripe's subscription
 * becomes a license: the answer to our own call, a webhook, a sweep and a returning browser all end here. Repeats,
 * disorder and delays therefore end in the same state.
 */
export async function applySubscription(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  sequence: bigint,
  snapshot: SubscriptionSnapshot,
): Promise<void> {
  const license = await lockLicense(tx, tenantId);
  if (license.appliedSequence >= sequence) {
    await enqueueRefresh(tx, snapshot.id);
    return;
  }
  // What a contract says is not what a subscription says: it may be made in Stripe's dashboard, from any prices.
  if (snapshot.contractId || (await findRunningContract(tx, tenantId))) return;
  const isCurrent = license.stripeSubscriptionId === snapshot.id;
  const isFree = license.stripeSubscriptionId === null;
  const order = await findOpenOrder(tx, tenantId);
  if (!isCurrent && !isFree) return noteSecond(tx, ctx, tenantId, order, snapshot);
  if (!isCurrent && !(await mayBegin(tx, tenantId, snapshot))) return;
  await outdateEarlierReads(tx, tenantId);

  switch (snapshot.status) {
    case "active":
    case "trialing":
    case "past_due":
    case "unpaid":
      await hold(tx, ctx, license, snapshot);
      break;
    case "canceled":
      if (isCurrent) await endLicense(tx, ctx, license, snapshot.endedAt ?? ctx.now);
      break;
    default:
      // incomplete, incomplete_expired: nothing is licensed until the first invoice is paid.
      break;
  }
  if (order) await applyToOrder(tx, ctx, order, snapshot);
  if (isCurrent) await applyToReservation(tx, ctx, license, snapshot);
}

/**
 * Whether a subscription that is not the license's may become it. A sales-led tenant's license begins with a contract,
 * so there only what Choba's own order has made: what is made in Stripe's dashboard would bring back what has ended.
 */
async function mayBegin(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { orderId }: SubscriptionSnapshot,
): Promise<boolean> {
  if ((await salesModelOf(tx, tenantId)) !== "sales_led") return true;
  if (orderId === null || !isId("order", orderId)) return false;
  return (await findOrder(tx, tenantId, orderId)) !== null;
}

/** A second subscription of the same customer, made outside Choba or overtaken: the license is not touched by it. */
async function noteSecond(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  order: Order | null,
  snapshot: SubscriptionSnapshot,
): Promise<void> {
  if (snapshot.orderId === null || order?.id !== snapshot.orderId) return;
  await closeOrder(tx, ctx, order, "failed", "second_subscription");
  await recordAudit(tx, ctx, tenantId, {
    action: "license.second_subscription",
    after: { stripeSubscriptionId: snapshot.id, status: snapshot.status },
  });
}

async function hold(
  tx: Transaction,
  ctx: Context,
  before: License,
  snapshot: SubscriptionSnapshot,
): Promise<void> {
  const plan = await planOfStripePrice(tx, snapshot.priceId);
  if (!plan) {
    await recordAudit(tx, ctx, before.tenantId, {
      action: "license.unknown_price",
      after: { stripeSubscriptionId: snapshot.id, stripePriceId: snapshot.priceId },
    });
    return;
  }
  const after = {
    planVersionId: plan.planVersionId,
    interval: plan.interval,
    periodStart: snapshot.periodStart,
    periodEnd: snapshot.periodEnd,
    renews: snapshot.renews,
    payment: paymentState(snapshot),
    dueInvoiceUrl: isBehind(snapshot) ? (snapshot.latestInvoice?.hostedUrl ?? null) : null,
    stripeSubscriptionId: snapshot.id,
    endedPlanVersionId: null,
    endedAt: null,
  };
  await tx.update(licenses).set(after).where(eq(licenses.tenantId, before.tenantId));
  const changed = before.planVersionId !== after.planVersionId || before.interval !== after.interval;
  if (changed) {
    const renewedAt = before.periodEnd?.getTime() === snapshot.periodStart.getTime();
    const startsAt = before.stripeSubscriptionId === null || renewedAt ? snapshot.periodStart : ctx.now;
    const holding = { licenseId: before.id, planVersionId: after.planVersionId, interval: after.interval };
    await beginTerm(tx, before.tenantId, holding, startsAt);
  }
  await recordDifference(tx, ctx, before, { ...before, ...after });
}

const isBehind = (snapshot: SubscriptionSnapshot) =>
  snapshot.status === "past_due" || snapshot.status === "unpaid";

function paymentState(snapshot: SubscriptionSnapshot): License["payment"] {
  if (!isBehind(snapshot)) return "paid";
  return snapshot.latestInvoice?.waitsFor === "authentication" ? "authentication_needed" : "failed";
}

/** One audit entry, and a mail where the payer must know, for each thing that became different. */
async function recordDifference(
  tx: Transaction,
  ctx: Context,
  before: License,
  after: License,
): Promise<void> {
  const facts = (license: License) => ({
    planVersionId: license.planVersionId,
    interval: license.interval,
    periodEnd: license.periodEnd?.toISOString() ?? null,
    renews: license.renews,
    payment: license.payment,
  });
  const record = (action: AuditAction) =>
    recordAudit(tx, ctx, before.tenantId, { action, before: facts(before), after: facts(after) });

  if (before.stripeSubscriptionId !== after.stripeSubscriptionId) {
    await record("license.activated");
    await notifyLicense(tx, ctx, after, "license_activated");
  } else if (before.planVersionId !== after.planVersionId || before.interval !== after.interval) {
    await record("license.changed");
    await notifyLicense(tx, ctx, after, "license_changed");
  } else if (before.periodEnd?.getTime() !== after.periodEnd?.getTime()) {
    await record("license.renewed");
  } else if (before.renews !== after.renews) {
    await record(after.renews ? "license.renewal_resumed" : "license.renewal_stopped");
  }
  if (before.payment !== after.payment) {
    await record(`license.payment_${after.payment}`);
    if (after.payment !== "paid") await notifyLicense(tx, ctx, after, "payment_failed");
  }
}
