import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { findOpenReservation, type License, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { outdateEarlierReads } from "@/lib/features/license/lifecycle/sequence-numbers";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { openDifferences } from "./queries";
import { change } from "./record-differences";

/**
 * A subscription was ended at Stripe and nobody decided within the hour: the license is not renewed. What is paid is kept
 * to the end of its period.
 */
export async function stopUnfollowed(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    await beginDuePeriods(tx, ctx, tenantId);
    const license = await lockLicense(tx, tenantId);
    for (const row of await openDifferences(tx, tenantId)) {
      if (row.kind !== "subscription_cancelled" || row.decision) continue;
      await change(tx, row, { decision: "timed_out", decidedAt: ctx.now, closedAt: ctx.now });
      if (license.stripeSubscriptionId === row.stripeSubscriptionId)
        await stopWithoutSubscription(tx, ctx, license);
    }
  });
}

/** The license runs out with what is paid. The caller has locked it. */
export async function stopWithoutSubscription(
  tx: Transaction,
  ctx: Context,
  { tenantId, interval, renews }: License,
): Promise<void> {
  if (interval === null || !renews) return;
  await tx.update(licenses).set({ renews: false }).where(eq(licenses.tenantId, tenantId));
  await recordAudit(tx, systemContext("stripe", ctx.now, ctx.requestId), tenantId, {
    action: "license.renewal_stopped",
    before: { renews },
    after: { renews: false },
  });
  const reservation = await findOpenReservation(tx, tenantId);
  if (reservation) await closeReservation(tx, ctx, reservation, "cancelled", "renewal_stopped");
  await outdateEarlierReads(tx, tenantId);
  await enqueueSync(tx, ctx, tenantId);
}
