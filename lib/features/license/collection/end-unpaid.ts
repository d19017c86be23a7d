import { and, eq, isNotNull, isNull, lte, ne } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import { unpaidStage } from "@/lib/domain/collection/collection";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import { findOpenReservation, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { collectionSettingsOf } from "./collection-settings";

/**
 * A bought license that was not paid for too long ends, or is suspended, as the settings say. What is owed stays owed.
 * Under a contract people decide. Safe to repeat.
 */
export async function endUnpaid(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await inTenant(tenantId, async (tx) => {
    const license = await lockLicense(tx, tenantId);
    if (license.interval === null || (await findRunningContract(tx, tenantId))) return;
    const settings = await collectionSettingsOf(tx);
    if (unpaidStage(settings, license.unpaidSince, ctx.now) !== "over") return;
    const since = license.unpaidSince?.toISOString() ?? null;
    if (settings.atEnd === "suspended") {
      if (license.suspendedAt) return;
      await tx.update(licenses).set({ suspendedAt: ctx.now }).where(eq(licenses.tenantId, tenantId));
      await recordAudit(tx, ctx, tenantId, { action: "license.suspended", after: { unpaidSince: since } });
      return;
    }
    await recordAudit(tx, ctx, tenantId, { action: "license.ended_unpaid", after: { unpaidSince: since } });
    await endLicense(tx, ctx, license, ctx.now);
    const reservation = await findOpenReservation(tx, tenantId);
    if (reservation) await closeReservation(tx, ctx, reservation, "cancelled", "license_ended");
    await enqueueSync(tx, ctx, tenantId);
  });
}

/** Tenants whose license is unpaid for too long. Needs the staff role. */
export async function tenantsUnpaidTooLong(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<Id<"tenant">[]> {
  const { endAfterDays, atEnd } = await collectionSettingsOf(tx);
  if (endAfterDays === null) return [];
  const rows = await tx
    .select({ tenantId: licenses.tenantId })
    .from(licenses)
    .where(
      and(
        isNotNull(licenses.interval),
        ne(licenses.payment, "overdue"),
        lte(licenses.unpaidSince, new Date(now.getTime() - endAfterDays * 86_400_000)),
        atEnd === "suspended" ? isNull(licenses.suspendedAt) : undefined,
      ),
    )
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}
