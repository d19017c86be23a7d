import { eq, isNull, or, sql } from "drizzle-orm";
import { meterUnits, planVersions, taxRates } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { planNames } from "@/lib/features/catalog/plans/record/plan-names";

/** What the log keeps by key or id, and people by name. */
export type LogNames = Record<
  "plan" | "unit" | "component" | "tax",
  Readonly<Record<string, Readonly<LocalizedText>>>
>;

/** The names that a tenant's log can need: of plans, of their components, of meter units and of taxes. */
export async function namesInLog(tenantId: Id<"tenant">): Promise<LogNames> {
  const [plan, others] = await Promise.all([
    planNames(tenantId),
    acrossTenants(async (tx) => ({
      units: await tx.select({ key: meterUnits.unitName, name: meterUnits.displayName }).from(meterUnits),
      taxes: await tx.select({ key: taxRates.key, name: taxRates.displayName }).from(taxRates),
      components: await tx
        .select({
          key: sql<string>`component ->> 'key'`,
          name: sql<LocalizedText>`component -> 'name'`,
        })
        .from(planVersions)
        .innerJoin(
          sql`jsonb_array_elements(${planVersions.definition} -> 'components') as component`,
          sql`component -> 'name' is not null`,
        )
        .where(or(isNull(planVersions.negotiatedFor), eq(planVersions.negotiatedFor, tenantId)))
        // A component is called as the newest version calls it.
        .orderBy(planVersions.publishedAt),
    })),
  ]);
  return {
    plan,
    unit: byKey(others.units),
    component: byKey(others.components),
    tax: byKey(others.taxes),
  };
}

const byKey = (rows: readonly { key: string; name: LocalizedText }[]): Record<string, LocalizedText> =>
  Object.fromEntries(rows.map(({ key, name }) => [key, name]));
