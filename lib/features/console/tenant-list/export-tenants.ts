import { sql } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { listConditions, listedTenants, listOrder } from "./list-conditions";
import { readRows, type TenantRow } from "./read-rows";
import { readListInput, tenantListInput } from "./tenant-list-input";

const batch = 500;

/**
 * All tenants that the filters leave, in the list's order, some hundred at a time. Which they are is settled at the
 * start; their facts are read as they are wanted, each batch in a transaction of its own, so that a slow reader holds
 * nothing up. A filter that cannot be understood is refused: nobody sees in a file what was left out of its list.
 */
export const exportTenants = useCase(staff("tenants.list"), {
  input: tenantListInput,
  async read({ ctx, input, tx }): Promise<AsyncIterable<TenantRow[]>> {
    const query = readListInput(input);
    if (query.ignored.length > 0)
      throw new Refused("invalid_input", {
        fields: query.ignored.map((field) => ({ field, rule: "unknown_filter" })),
      });
    const { rows: ids } = await tx.execute<{ id: Id<"tenant"> }>(sql`
      select ${tenants.id} as id from ${listedTenants(ctx)}
      where ${listConditions(ctx, query)} order by ${listOrder(query)}`);
    return inBatches(
      ctx,
      ids.map(({ id }) => id),
    );
  },
});

async function* inBatches(ctx: Context, ids: readonly Id<"tenant">[]): AsyncGenerator<TenantRow[]> {
  for (let from = 0; from < ids.length; from += batch)
    yield await acrossTenants((tx) => readRows(tx, ctx, ids.slice(from, from + batch)));
}
