import { sql } from "drizzle-orm";
import { licenseTerms, recurringRevenue } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { writeRecurring } from "@/lib/features/license/lifecycle/write-recurring";

const batch = 200;

/**
 * Writes what licenses bring in for tenants that paid before such amounts were written with each change. Right after the
 * migrations; there is nothing to do but the first time. Answers how many tenants there were.
 */
export async function fillRecurring(): Promise<number> {
  for (let filled = 0; ; ) {
    const written = await acrossTenants(async (tx) => {
      const rows = (
        await tx.execute<{ id: Id<"tenant"> }>(sql`
        select distinct ${licenseTerms.tenantId} as id from ${licenseTerms}
        where ${licenseTerms.interval} is not null and ${licenseTerms.trialEnd} is null
          and (${licenseTerms.endsAt} is null or ${licenseTerms.endsAt} > ${licenseTerms.startsAt})
          and not exists (select from ${recurringRevenue} where ${recurringRevenue.tenantId} = ${licenseTerms.tenantId})
        order by 1 limit ${batch}`)
      ).rows;
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await writeRecurring(tx, ids);
      return ids.length;
    });
    filled += written;
    if (written < batch) return filled;
  }
}
