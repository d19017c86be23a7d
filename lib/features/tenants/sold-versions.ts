import { asc, eq, inArray } from "drizzle-orm";
import { plans, planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type LocalizedText, limitsOf } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";

/** A plan version as the list of tenants needs it. */
export type SoldVersion = {
  id: Id<"planVersion">;
  planKey: string;
  rank: number;
  name: LocalizedText;
  maximumMau: number | null;
};

/** What a definition says of a version, by its id. Versions never change, so what was read once holds for good. */
const known = new Map<Id<"planVersion">, Pick<SoldVersion, "name" | "maximumMau">>();
/** As many ids as one question names. */
const batch = 1_000;

/**
 * Every published plan version and every negotiated one, lowest rank first; of one plan, the newest last. Definitions
 * are read once by each process: thousands of negotiated ones would be much to read for each list.
 */
export async function soldVersions(tx: Transaction): Promise<SoldVersion[]> {
  const rows = await tx
    .select({ id: planVersions.id, planKey: plans.key, rank: plans.rank })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .orderBy(asc(plans.rank), asc(plans.key), asc(planVersions.version));
  const unknown = rows.map(({ id }) => id).filter((id) => !known.has(id));
  for (let from = 0; from < unknown.length; from += batch)
    await readDefinitions(tx, unknown.slice(from, from + batch));
  return rows.flatMap((row) => {
    const said = known.get(row.id);
    return said ? [{ ...row, ...said }] : [];
  });
}

async function readDefinitions(tx: Transaction, ids: readonly Id<"planVersion">[]): Promise<void> {
  const rows = await tx
    .select({ id: planVersions.id, definition: planVersions.definition })
    .from(planVersions)
    .where(inArray(planVersions.id, [...ids]));
  for (const { id, definition } of rows)
    known.set(id, { name: definition.name, maximumMau: limitsOf(definition).monthlyActiveUsers });
}
