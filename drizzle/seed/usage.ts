import { sql } from "drizzle-orm";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { type Month, monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";

/** How each of twelve months relates to the last one, in percent: a business that grows, with a dull August. */
const growthPercent = [41, 46, 52, 55, 61, 66, 70, 68, 63, 79, 91, 100];

/**
 * Twelve months of active users and the registered RPs and users, written as the API would have: one row per user and
 * month, and the counts beside them.
 */
export async function seedUsage(
  tenantId: Id<"tenant">,
  now: Date,
  timeZone: string,
  usage: { mau: number; registered: { rp: number; user: number } },
): Promise<void> {
  const months = monthsEndingAt(monthOf(now, timeZone), growthPercent.length);
  await acrossTenants(async (tx) => {
    for (const [index, month] of months.entries()) {
      const users = Math.round((usage.mau * (growthPercent[index] ?? 100)) / 100);
      await tx.execute(sql`
        insert into active_users (tenant_id, month, user_key, first_seen_at)
        select ${tenantId}, ${month}, md5(${tenantId} || n), ${firstDay(month)}::timestamptz
        from generate_series(1, ${users}::int) n on conflict do nothing`);
      await tx.execute(sql`
        insert into mau_counts (tenant_id, month, users)
        select ${tenantId}, ${month}, count(*) from active_users where tenant_id = ${tenantId} and month = ${month}
        on conflict (tenant_id, month) do update set users = excluded.users`);
    }
    for (const kind of ["rp", "user"] as const) {
      const registered = usage.registered[kind];
      await tx.execute(sql`
        insert into registrations (tenant_id, kind, external_id, name, registered_at)
        select ${tenantId}, ${kind}, ${kind} || '-' || n, '', ${now.toISOString()}::timestamptz
        from generate_series(1, ${registered}::int) n on conflict do nothing`);
      await tx.execute(sql`
        insert into registration_counts (tenant_id, kind, registered)
        values (${tenantId}, ${kind}, ${registered})
        on conflict (tenant_id, kind) do update set registered = excluded.registered`);
    }
  });
}

const firstDay = (month: Month) => `${month}-02T00:00:00Z`;
