import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { getFreePlan } from "@/lib/features/catalog/plans/record/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { endRedemptions } from "@/lib/features/license/coupons/end-redemptions";
import { beginTerm } from "./begin-term";
import { notifyLicense } from "./notify-license";
import type { License } from "./queries";

/** A paid license has ended: the tenant is back on Free. What ended is remembered, so that the screen can say so. */
export async function endLicense(
  tx: Transaction,
  ctx: Context,
  license: License,
  endedAt: Date,
): Promise<void> {
  const free = await getFreePlan(tx);
  const after = {
    planVersionId: free.id,
    interval: null,
    seats: 0,
    addons: {},
    yearStart: null,
    periodStart: endedAt,
    periodEnd: null,
    trialEnd: null,
    renews: true,
    payment: "paid" as const,
    dueInvoiceUrl: null,
    unpaidSince: null,
    suspendedAt: null,
    endedPlanVersionId: license.planVersionId,
    endedAt,
  };
  await tx.update(licenses).set(after).where(eq(licenses.tenantId, license.tenantId));
  await beginTerm(
    tx,
    license.tenantId,
    { licenseId: license.id, planVersionId: free.id, interval: null },
    endedAt,
  );
  await endRedemptions(tx, license.tenantId, endedAt);
  await recordAudit(tx, ctx, license.tenantId, {
    action: "license.ended",
    before: { planVersionId: license.planVersionId, interval: license.interval },
    after: { planVersionId: free.id, endedAt: endedAt.toISOString() },
  });
  await notifyLicense(
    tx,
    ctx,
    { ...license, ...after, planVersionId: license.planVersionId },
    "license_ended",
  );
}
