import { sql } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type FoundBy, matchesOf } from "./matches-of";
import { readRows } from "./read-rows";
import { searchWords } from "./tenant-list-input";

export type FoundTenant = {
  slug: string;
  name: string;
  planName: LocalizedText;
  by: FoundBy;
  /** What the words were found in: the e-mail address, the invoice's number. */
  text: string;
};

const atMost = 8;

/** The few tenants that some words most likely mean, exact hits first; for ⌘K. */
export const findTenants = useCase(staff("tenants.list"), {
  input: z.strictObject({ words: z.string() }),
  async read({ ctx, input, tx }): Promise<FoundTenant[]> {
    const words = searchWords(input.words);
    if (!words) return [];
    const hits = (
      await tx.execute<{ id: Id<"tenant">; by: FoundBy; found: string }>(sql`
      select best.tenant_id as id, best.by, best.found from (
        select distinct on (tenant_id) * from (${matchesOf(words)}) as matched order by tenant_id, rank, by <> 'name'
      ) as best join ${tenants} on ${tenants.id} = best.tenant_id
      order by best.rank, ${tenants.name}, best.tenant_id limit ${atMost}`)
    ).rows;
    const rows = await readRows(
      tx,
      ctx,
      hits.map(({ id }) => id),
    );
    return rows.flatMap(({ id, slug, name, planName }) => {
      const hit = hits.find((each) => each.id === id);
      return hit ? [{ slug, name, planName, by: hit.by, text: hit.found }] : [];
    });
  },
});
