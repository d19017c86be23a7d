import { sql } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { listConditions, listedTenants, listOrder } from "./list-conditions";
import { type PlanName, plansHeld } from "./plans-held";
import { readRows, type TenantRow } from "./read-rows";
import { readListInput, tenantListInput } from "./tenant-list-input";

export type TenantPage = {
  rows: TenantRow[];
  total: number;
  page: number;
  pageSize: number;
  /** The plans that tenants may hold, lowest rank first. */
  plans: PlanName[];
  /** Names of filters that were asked for and could not be understood: they leave nothing out. */
  ignored: string[];
};

const pageSize = 50;

/**
 * Staff's list of tenants, a page at a time. The page is cut from the ids alone; everything else is read for its rows
 * only, so a long list costs what its filters cost.
 */
export const listTenants = useCase(staff("tenants.list"), {
  input: tenantListInput,
  async read({ ctx, input, tx }): Promise<TenantPage> {
    const query = readListInput(input);
    const listed = listedTenants(ctx);
    const where = listConditions(ctx, query);
    const { rows: ids } = await tx.execute<{ id: Id<"tenant"> }>(sql`
      select ${tenants.id} as id from ${listed} where ${where}
      order by ${listOrder(query)} limit ${pageSize} offset ${(query.page - 1) * pageSize}`);
    const { rows: counted } = await tx.execute<{ n: number }>(
      sql`select count(*)::int as n from ${listed} where ${where}`,
    );
    const plans = await plansHeld(tx);
    const rows = await readRows(
      tx,
      ctx,
      ids.map(({ id }) => id),
      query.words,
    );
    return { rows, total: counted[0]?.n ?? 0, page: query.page, pageSize, plans, ignored: query.ignored };
  },
});
