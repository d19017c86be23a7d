import { sql } from "drizzle-orm";
import { tenants, usageArchive, usageArchivedKeys } from "@/drizzle/schema";
import { throughIndexes } from "@/lib/db/through-indexes";
import { acrossTenants } from "@/lib/db/transaction";
import type { Month } from "@/lib/domain/time/calendar";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";

/** An event that was accepted and is in a file now: all that is still known of it. */
export type ArchivedEvent = {
  tenant: { slug: string; name: string };
  eventId: string;
  /** The month (UTC) whose file it is in; null if that was not kept. */
  month: Month | null;
  /** Its name in the archive's folder, and what tells that it is unharmed; null while it is being written. */
  file: string | null;
  sha256: string | null;
  /** Since when nothing of the month can be changed. */
  frozenAt: string | null;
};

/** Archived events with an id, of one tenant (by UUID) or of any: a look at the key of each. */
export async function archivedEvents(eventId: string, tenantUuid: string | null): Promise<ArchivedEvent[]> {
  const ofTenant = tenantUuid
    ? sql`k.tenant_id = ${tenantUuid}::uuid`
    : sql`k.tenant_id in (select replace(id, 'ten_', '')::uuid from ${tenants} where id like 'ten\\_%')`;
  const rows = (
    await acrossTenants(async (tx) => {
      await throughIndexes(tx);
      return tx.execute<Row>(sql`
      select t.slug, t.name, k.month, a.file, a.sha256, a.frozen_at
      from ${usageArchivedKeys} k
      join ${tenants} t on t.id = 'ten_' || replace(k.tenant_id::text, '-', '')
      left join ${usageArchive} a on a.month = k.month
      where k.event_key = ${eventKey(eventId)}::uuid and ${ofTenant}
      order by t.slug`);
    })
  ).rows;
  return rows.map(({ slug, name, month, file, sha256, frozen_at: frozenAt }) => ({
    tenant: { slug, name },
    eventId,
    month,
    file,
    sha256,
    frozenAt: frozenAt && new Date(frozenAt).toISOString(),
  }));
}

type Row = {
  slug: string;
  name: string;
  month: Month | null;
  file: string | null;
  sha256: string | null;
  frozen_at: string | null;
};
