import { charges } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { ChargeKind } from "@/lib/domain/license/charge";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Charge } from "./queries";

/**
 * Commits a promise. Nothing is asked of Stripe yet. `daysUntilDue`: its invoice is sent instead of charged to a card.
 */
export async function makeCharge(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  kind: ChargeKind,
  promise: ChargePromise,
  daysUntilDue: number | null = null,
): Promise<Charge> {
  const { totalMinor, balance } = promise;
  const dueMinor = totalMinor - balance.appliedMinor;
  const [charge] = await tx
    .insert(charges)
    .values({
      tenantId,
      id: newId("charge"),
      kind,
      state: "promised",
      promise,
      currency: promise.currency,
      totalMinor,
      daysUntilDue,
      openMinor: dueMinor > 0n ? dueMinor : 0n,
      createdAt: ctx.now,
    })
    .returning();
  invariant(charge, "an inserted charge is returned");
  return charge;
}
