import { asc, eq } from "drizzle-orm";
import { plans, planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type LocalizedText, limitsOf } from "@/lib/domain/catalog/plan";

/** A plan version as the list of tenants needs it. */
export type SoldVersion = {
  id: string;
  planKey: string;
  rank: number;
  name: LocalizedText;
  maximumMau: number | null;
};

/** Every plan version that somebody may hold, negotiated ones too, lowest rank first; of one plan, the newest last. */
export async function soldVersions(tx: Transaction): Promise<SoldVersion[]> {
  const rows = await tx
    .select({
      id: planVersions.id,
      planKey: plans.key,
      rank: plans.rank,
      definition: planVersions.definition,
    })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .orderBy(asc(plans.rank), asc(plans.key), asc(planVersions.version));
  return rows.map(({ definition, ...version }) => ({
    ...version,
    name: definition.name,
    maximumMau: limitsOf(definition).monthlyActiveUsers,
  }));
}
