import { and, eq, isNotNull, lt } from "drizzle-orm";
import { licenseTerms, plans, planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { HadPlan } from "@/lib/domain/license/trial";
import type { License } from "@/lib/features/license/lifecycle/queries";

/**
 * What the tenant had of each plan, in whatever version and by whatever contract, by the plan's key. A trial that is
 * running does not count.
 */
export async function hadPlans(
  tx: Transaction,
  { tenantId, trialEnd, periodStart }: Pick<License, "tenantId" | "trialEnd" | "periodStart">,
): Promise<ReadonlyMap<string, HadPlan>> {
  const rows = await tx
    .select({ planKey: plans.key, trialEnd: licenseTerms.trialEnd })
    .from(licenseTerms)
    .innerJoin(planVersions, eq(planVersions.id, licenseTerms.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(
      and(
        eq(licenseTerms.tenantId, tenantId),
        isNotNull(licenseTerms.interval),
        trialEnd ? lt(licenseTerms.startsAt, periodStart) : undefined,
      ),
    );
  const had = new Map<string, HadPlan>();
  for (const row of rows)
    if (row.trialEnd === null || !had.has(row.planKey))
      had.set(row.planKey, row.trialEnd === null ? "license" : "trial");
  return had;
}
