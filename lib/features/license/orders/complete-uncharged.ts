import type { Transaction } from "@/lib/db/transaction";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Context } from "@/lib/features/foundation/context/context";
import { type Charge, updateCharge } from "@/lib/features/license/charges/queries";
import type { Order } from "@/lib/features/license/lifecycle/queries";
import { closeOrder } from "./close-order";
import { completeOrder } from "./complete-order";

/**
 * Completes an order of which nothing is due now, once a card is there. What was shown of a trial (its end, and what is
 * charged then) holds until that day; everything else only on its own day, and is shown anew afterwards.
 */
export async function completeUncharged(
  tx: Transaction,
  ctx: Context,
  order: Order,
  charge: Charge,
  timeZone: string,
): Promise<void> {
  const today = dayOf(ctx.now, timeZone);
  const holds = order.trialEnd ? today < order.trialEnd : today === charge.promise.day;
  if (holds) return completeOrder(tx, ctx, order, charge);
  await updateCharge(tx, charge, { state: "void", closedAt: ctx.now });
  await closeOrder(tx, ctx, order, "stale", "price_expired");
}
