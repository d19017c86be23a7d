import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { quotes } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Quote } from "./queries";

/**
 * A quote and everything that it revises or that revises it, oldest first: mostly a chain, but what was withdrawn can be
 * revised twice.
 */
export async function revisionsOf(
  tx: Transaction,
  { tenantId, id }: Pick<Quote, "tenantId" | "id">,
): Promise<Quote[]> {
  const family = (
    await tx.execute<{ id: Id<"quote"> }>(sql`
    with recursive earlier as (
      select id, replaces_id from quotes where tenant_id = ${tenantId} and id = ${id}
      union
      select q.id, q.replaces_id from quotes q
        join earlier on q.tenant_id = ${tenantId} and q.id = earlier.replaces_id
    ), family as (
      select id from earlier where replaces_id is null
      union
      select q.id from quotes q join family on q.tenant_id = ${tenantId} and q.replaces_id = family.id
    )
    select id from family`)
  ).rows;
  const ids = [...family].map((row) => row.id);
  return tx
    .select()
    .from(quotes)
    .where(and(eq(quotes.tenantId, tenantId), inArray(quotes.id, ids)))
    .orderBy(asc(quotes.createdAt), asc(quotes.id));
}
