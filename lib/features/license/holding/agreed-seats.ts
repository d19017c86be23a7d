import { and, desc, eq, lte, ne } from "drizzle-orm";
import { contracts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** How many people have a seat by the contract under which a tenant held a version then; null where none says so. */
export async function agreedSeats(
  tx: Transaction,
  tenantId: Id<"tenant">,
  planVersionId: Id<"planVersion">,
  at: Date,
): Promise<number | null> {
  const [contract] = await tx
    .select({ quantities: contracts.quantities })
    .from(contracts)
    .where(
      and(
        eq(contracts.tenantId, tenantId),
        eq(contracts.planVersionId, planVersionId),
        ne(contracts.state, "cancelled"),
        lte(contracts.startsAt, at),
      ),
    )
    .orderBy(desc(contracts.startsAt))
    .limit(1);
  return contract?.quantities.seats ?? null;
}
