import { type SQL, sql } from "drizzle-orm";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/metering/period";
import { dayOf, type Month, monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** How each of twelve months compares to the last one, in percent: a growing business with a weak August. */
const growthPercent = [41, 46, 52, 55, 61, 66, 70, 68, 63, 79, 91, 100];

/**
 * Twelve months of active users and the registered RPs and users, written as the API would write them: one
 * row per user and month, and the counts beside them. The running month also has a row per user and day.
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
        select ${tenantId}, ${month}, md5(${tenantId} || n), least(${firstDay(month)}::timestamptz, ${now.toISOString()}::timestamptz)
        from generate_series(1, ${users}::int) n on conflict do nothing`);
      await tx.execute(sql`
        insert into mau_counts (tenant_id, month, users)
        select ${tenantId}, ${month}, count(*) from active_users where tenant_id = ${tenantId} and month = ${month}
        on conflict (tenant_id, month) do update set users = excluded.users`);
    }
    await seedDays(tx, tenantId, { first: `${monthOf(now, timeZone)}-01`, today: dayOf(now, timeZone) });
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

/**
 * The days on which the month's users were active. Each was active at least once, so that the month agrees
 * with its days, and most of them more often. There are fewer at the weekend and on the present day, which is
 * not over yet.
 */
async function seedDays(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { first, today }: { first: Day; today: Day },
): Promise<void> {
  const tenant = sql`${uuidOf(tenantId)}::uuid`;
  const dice = (word: SQL) => sql`('x' || left(md5(${word}), 7))::bit(28)::int`;
  await tx.execute(sql`
    insert into active_days (tenant_id, day, user_key)
    select ${tenant}, d::date, user_key::uuid
    from active_users, generate_series(${first}::date, ${today}::date, interval '1 day') d
    where tenant_id = ${tenantId} and month = ${first.slice(0, 7)} and (
      d::date = ${first}::date + ${dice(sql`user_key`)} % (${today}::date - ${first}::date + 1)
      or ${dice(sql`user_key || d::date`)} % 100 < case
        when d::date = ${today}::date then 15 when extract(isodow from d) > 5 then 12 else 34 end)
    on conflict do nothing`);
  await tx.execute(sql`
    insert into dau_counts (tenant_id, day, users)
    select tenant_id, day, count(*) from active_days
    where tenant_id = ${tenant} and day between ${first}::date and ${today}::date group by 1, 2
    on conflict (tenant_id, day) do update set users = excluded.users`);
}

const firstDay = (month: Month) => `${month}-02T00:00:00Z`;
