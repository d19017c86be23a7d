import { asc, eq, or, sql } from "drizzle-orm";
import { plans, planVersions } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { isPublished } from "./queries";

/**
 * The name of every plan by its key and by the id of each published version, and of those that were negotiated with
 * `tenantId`: the log keeps ids, people read names. Other tenants' terms are nothing that a tenant's log can name.
 */
export async function planNames(tenantId: Id<"tenant"> | null): Promise<Record<string, LocalizedText>> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({
        id: planVersions.id,
        key: plans.key,
        name: sql<LocalizedText>`${planVersions.definition}->'name'`,
      })
      .from(planVersions)
      .innerJoin(plans, eq(plans.id, planVersions.planId))
      .where(tenantId === null ? isPublished : or(isPublished, eq(planVersions.negotiatedFor, tenantId)))
      // A key is called as the newest published version is.
      .orderBy(sql`${planVersions.negotiatedFor} is null`, asc(planVersions.version)),
  );
  return Object.fromEntries(
    rows.flatMap(({ id, key, name }) => [
      [id, name],
      [key, name],
    ]),
  );
}
