import { eq } from "drizzle-orm";
import { meteringEpoch, meterUnits } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { aggregationsApply } from "@/lib/features/usage/metering/units/aggregations-apply-now";
import { hasArchivedCounts } from "@/lib/features/usage/metering/units/archived-counts";
import { everyOne, moveEpoch, requestRecount } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { stripeIntegration } from "@/lib/stripe/client";
import { holdWrites } from "./recount-day";

/**
 * For the start of the worker: makes the database say what the environment says. If that is news, the epoch moves, so that
 * every process counts by it from the next write on, and the units that keep different values in the one case and amounts
 * in the other are counted again. Of several processes that start together one does it. True if it was this one. The
 * database keeps what it says while archived months hold counts of such units, which could be neither counted again nor
 * read: `disagreesOnAggregations` then stays true.
 */
export function agreeOnAggregations(ctx: Context): Promise<boolean> {
  const wanted = stripeIntegration();
  return acrossTenants(async (tx) => {
    if ((await agreed(tx)) === wanted) return false;
    await holdWrites(tx);
    const before = await agreed(tx);
    if (before === wanted) return false;
    // What is kept of amounts answers sum, max, count and last alike.
    const units = await tx
      .select({ id: meterUnits.id })
      .from(meterUnits)
      .where(eq(meterUnits.aggregation, "unique"));
    const isNews = (await aggregationsApply(tx)) !== wanted;
    for (const { id } of units) if (isNews && (await hasArchivedCounts(tx, uuidOf(id)))) return false;
    await moveEpoch(tx);
    await tx.update(meteringEpoch).set({ aggregationsApply: wanted });
    for (const { id } of units) await requestRecount(tx, ctx, { tenantId: everyOne, unitId: uuidOf(id) });
    if (before !== null)
      await recordAudit(tx, ctx, backOffice, {
        action: wanted ? "usage.aggregate_as_chosen" : "usage.aggregate_by_sum",
        after: { recounts: units.length },
      });
    return true;
  });
}

/** True if this process's environment says something else than the database: for those that must not decide. */
export const disagreesOnAggregations = (): Promise<boolean> => acrossTenants(differsOnAggregations);

/** `disagreesOnAggregations` within a transaction of the caller's. */
export const differsOnAggregations = async (tx: Transaction): Promise<boolean> =>
  (await aggregationsApply(tx)) !== stripeIntegration();

/** Null until a process has said it for the first time. */
async function agreed(tx: Transaction): Promise<boolean | null> {
  const [row] = await tx.select({ apply: meteringEpoch.aggregationsApply }).from(meteringEpoch);
  return row?.apply ?? null;
}
