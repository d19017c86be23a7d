import { orders } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { baseAmountMinor } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { Promised } from "@/lib/domain/license/order";
import { anchorFor } from "@/lib/domain/license/promise";
import { money } from "@/lib/domain/money/money";
import { prorate } from "@/lib/domain/pricing/proration";
import { nextMonthlyAnchor, previousMonthlyAnchor, toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { getPlanVersion, type PlanVersion } from "../catalog/queries";
import type { Reservation } from "../license/queries";
import { startSubscription } from "../orders/steps";
import type { Context } from "../shared/context";
import { closeReservation } from "./close";

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
      promised: firstPartMonth(plan, startsAt),
      orderedBy: reservation.reservedBy,
      createdAt: ctx.now,
    })
    .returning();
  invariant(order, "an inserted order is returned");
  await startSubscription(tx, ctx, order, "worker");
}

function firstPartMonth(plan: PlanVersion, startsAt: Date): Promised {
  const anchor = anchorFor("month", startsAt) ?? nextMonthlyAnchor(startsAt);
  const price = baseAmountMinor(plan.definition, "month");
  invariant(price !== null, "a reserved plan has a price");
  const period = { start: toUnixSeconds(previousMonthlyAnchor(startsAt)), end: toUnixSeconds(anchor) };
  const part = prorate(money(price, plan.definition.currency), period, toUnixSeconds(startsAt));
  const amountMinor = String(part.minor);
  return {
    currency: part.currency,
    lines: [
      {
        description: plan.definition.name.en,
        amountMinor,
        from: startsAt.toISOString(),
        to: anchor.toISOString(),
      },
    ],
    subtotalMinor: amountMinor,
    taxMinor: "0",
    totalMinor: amountMinor,
    pricedAt: startsAt.toISOString(),
    validUntil: anchor.toISOString(),
  };
}
