import { eq } from "drizzle-orm";
import { plans, planVersions } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";

/** The name of every plan by its key and by the id of each of its versions: the log keeps ids, people read names. */
export async function planNames(): Promise<Record<string, LocalizedText>> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ id: planVersions.id, key: plans.key, definition: planVersions.definition })
      .from(planVersions)
      .innerJoin(plans, eq(plans.id, planVersions.planId))
      .orderBy(planVersions.version),
  );
  return Object.fromEntries(
    rows.flatMap(({ id, key, definition }) => [
      [id, definition.name],
      [key, definition.name],
    ]),
  );
}
