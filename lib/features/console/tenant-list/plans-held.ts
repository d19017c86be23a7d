import { asc, desc, eq } from "drizzle-orm";
import { plans, planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { isPublished } from "@/lib/features/catalog/plans/record/queries";

export type PlanName = { key: string; name: LocalizedText };

/** The plans that tenants may hold, lowest rank first, each called as its newest published version is. */
export async function plansHeld(tx: Transaction): Promise<PlanName[]> {
  const newest = tx
    .selectDistinctOn([planVersions.planId], {
      planId: planVersions.planId,
      definition: planVersions.definition,
    })
    .from(planVersions)
    .where(isPublished)
    .orderBy(planVersions.planId, desc(planVersions.version))
    .as("newest");
  const rows = await tx
    .select({ key: plans.key, definition: newest.definition })
    .from(plans)
    .innerJoin(newest, eq(newest.planId, plans.id))
    .orderBy(asc(plans.rank), asc(plans.key));
  return rows.map(({ key, definition }) => ({ key, name: definition.name }));
}
