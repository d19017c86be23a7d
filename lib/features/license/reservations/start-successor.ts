import { orders } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { baseAmountMinor } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { ConfirmedPrice } from "@/lib/domain/license/order";
import { money } from "@/lib/domain/money/money";
import { firstPartMonth } from "@/lib/domain/pricing/first-part-month";
import { getPlanVersion, type PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Reservation } from "@/lib/features/license/lifecycle/queries";
import { startSubscription } from "@/lib/features/license/orders/order-steps";
import { closeReservation } from "./close-reservation";

/**
 * The yearly license has ended as reserved: its monthly successor starts in the same second, with the part of the month
 * up to the next day 1 charged now. It is an order like any other, so a failed card or an outage is handled like any other.
 */
export async function startSuccessor(
  tx: Transaction,
  ctx: Context,
  reservation: Reservation,
  startsAt: Date,
): Promise<void> {
  await closeReservation(tx, ctx, reservation, "applied");
  const plan = await getPlanVersion(tx, reservation.planVersionId);
  const [order] = await tx
    .insert(orders)
    .values({
      tenantId: reservation.tenantId,
      id: newId("order"),
      kind: "purchase",
      state: "executing",
      planVersionId: reservation.planVersionId,
      interval: "month",
      promised: promiseOf(plan, startsAt),
      orderedBy: reservation.reservedBy,
      createdAt: ctx.now,
    })
    .returning();
  invariant(order, "an inserted order is returned");
  await startSubscription(tx, ctx, order, "worker");
}

function promiseOf(plan: PlanVersion, startsAt: Date): ConfirmedPrice {
  const price = baseAmountMinor(plan.definition, "month");
  invariant(price !== null, "a reserved plan has a price");
  const { amount, until } = firstPartMonth(money(price, plan.definition.currency), startsAt);
  const amountMinor = String(amount.minor);
  const line = {
    description: plan.definition.name.en,
    amountMinor,
    from: startsAt.toISOString(),
    to: until.toISOString(),
  };
  return {
    currency: amount.currency,
    lines: [line],
    subtotalMinor: amountMinor,
    taxMinor: "0",
    totalMinor: amountMinor,
    pricedAt: startsAt.toISOString(),
    validUntil: until.toISOString(),
  };
}
