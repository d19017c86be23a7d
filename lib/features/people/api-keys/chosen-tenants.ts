import { inArray, or, sql } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

/** The tenants of these ids and slugs; refuses those that do not exist. */
export async function chosenTenants(tx: Transaction, references: readonly string[]): Promise<Id<"tenant">[]> {
  const named = [...new Set(references)];
  const rows = await tx
    .select({ id: tenants.id, slug: tenants.slug })
    .from(tenants)
    .where(or(inArray(tenants.slug, named), inArray(sql<string>`${tenants.id}`, named)));
  const known = new Set<string>(rows.flatMap(({ id, slug }) => [id, slug]));
  const unknown = named.filter((reference) => !known.has(reference));
  if (unknown.length > 0)
    throw new Refused("invalid_input", {
      fields: [{ field: "tenants", rule: "unknown_tenants", params: { names: unknown.join(", ") } }],
    });
  return rows.map(({ id }) => id);
}
