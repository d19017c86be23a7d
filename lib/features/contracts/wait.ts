import { and, eq, lt } from "drizzle-orm";
import { effects } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { Effect } from "../outbox/operation";
import { contractOperations } from "./operations";

/** What one settlement left unfinished is finished before the next effect: ids grow with time. */
export async function hasEarlier({ tenantId, id }: Effect): Promise<boolean> {
  const [earlier] = await inTenant(tenantId, (tx) =>
    tx
      .select({ id: effects.id })
      .from(effects)
      .where(
        and(
          eq(effects.tenantId, tenantId),
          eq(effects.operation, contractOperations.settle),
          eq(effects.state, "pending"),
          lt(effects.id, id),
        ),
      )
      .limit(1),
  );
  return earlier !== undefined;
}
