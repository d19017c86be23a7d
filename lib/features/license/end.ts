import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { recordAudit } from "../audit/record";
import { getFreePlan } from "../catalog/queries";
import type { Context } from "../shared/context";
import { notifyLicense } from "./notify";
import type { License } from "./queries";
import { beginTerm } from "./terms";

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
    periodStart: endedAt,
    periodEnd: null,
    renews: true,
    payment: "paid" as const,
    dueInvoiceUrl: null,
    stripeSubscriptionId: null,
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
