import { ingest } from "@/lib/db/ingest";
import { asEpochMoved } from "@/lib/features/usage/metering/units/epoch-moved";
import type { Epochs } from "@/lib/features/usage/metering/units/epochs";

/** A user who authenticated on a day of their tenant's zone. */
export type ActiveRow = {
  tenantId: string;
  tenantUuid: string;
  /** 32 hex digits. */
  userKey: string;
  /** `YYYY-MM-DD`; its month is counted as well. */
  day: string;
  firstMs: number;
};

/** A tenant's month: what is asked, and answered with its users. */
export type TenantMonth = { tenantId: string; month: string };

export type Written = {
  /** `tenant month user` of those who were not active yet in their month. */
  added: Set<string>;
  /** By `tenant month`, with what this write added. */
  users: Map<string, number>;
};

export const monthKey = ({ tenantId, month }: TenantMonth) => `${tenantId} ${month}`;

/**
 * Counts users once per month and once per day, and answers the MAU of the asked months. All is written by one
 * statement, which is one transaction. Rows and counts are written in the order of their keys, in every process, so
 * that no two writes wait for each other in a circle: the month's before the day's. Also without rows it makes sure
 * that the epochs still hold.
 */
export async function writeActive(
  rows: readonly ActiveRow[],
  asked: readonly TenantMonth[],
  { counting, known }: Epochs,
): Promise<Written> {
  const months = earliestPerMonth(rows);
  const answers = await ingest<{ tenant_id: string; month: string; user_key: string | null; users: number }>(
    statement,
    [
      counting,
      array(months.map((row) => row.tenantId)),
      array(months.map((row) => row.day.slice(0, 7))),
      array(months.map((row) => row.userKey)),
      array(months.map((row) => row.firstMs)),
      array(rows.map((row) => row.tenantUuid)),
      array(rows.map((row) => row.day)),
      array(rows.map((row) => row.userKey)),
      array(asked.map((each) => each.tenantId)),
      array(asked.map((each) => each.month)),
      known?.epoch ?? null,
    ],
  ).catch(asEpochMoved);
  const written: Written = { added: new Set(), users: new Map() };
  const grown = new Set<string>();
  for (const { tenant_id: tenantId, month, user_key: userKey, users } of answers) {
    if (userKey === null) written.users.set(monthKey({ tenantId, month }), users);
    else {
      written.added.add(`${tenantId} ${month} ${userKey}`);
      grown.add(monthKey({ tenantId, month }));
    }
  }
  const given = new Set(rows.map(({ tenantId, day }) => monthKey({ tenantId, month: day.slice(0, 7) })));
  const notNew = asked.filter((each) => given.has(monthKey(each)) && !grown.has(monthKey(each)));
  for (const [key, users] of await usersNow(notNew)) written.users.set(key, users);
  return written;
}

/**
 * The MAU of months after a write that found all their users counted already. Another process may have counted them
 * while the write waited for it, and the write itself sees the MAU only as it was when the write began.
 */
async function usersNow(months: readonly TenantMonth[]): Promise<Map<string, number>> {
  if (months.length === 0) return new Map();
  const rows = await ingest<{ tenant_id: string; month: string; users: number }>(countsNow, [
    array(months.map(({ tenantId }) => tenantId)),
    array(months.map(({ month }) => month)),
  ]);
  return new Map(rows.map(({ tenant_id: tenantId, month, users }) => [monthKey({ tenantId, month }), users]));
}

function earliestPerMonth(rows: readonly ActiveRow[]): ActiveRow[] {
  const earliest = new Map<string, ActiveRow>();
  for (const row of rows) {
    const key = `${row.tenantId} ${row.day.slice(0, 7)} ${row.userKey}`;
    const other = earliest.get(key);
    if (!other || row.firstMs < other.firstMs) earliest.set(key, row);
  }
  return [...earliest.values()];
}

/** None of these values needs quotes. */
const array = (values: readonly (string | number)[]): string => `{${values.join(",")}}`;

const countsNow = `
  select c.tenant_id, c.month, c.users
  from unnest($1::text::text[], $2::text::text[]) as a (tenant_id, month)
  join mau_counts c on c.tenant_id = a.tenant_id and c.month = a.month`;

const statement = `
  with guard as (select choba_epoch_guard($1::bigint, $11::bigint)),
  in_month as (
    insert into active_users (tenant_id, month, user_key, first_seen_at)
    select g.tenant_id, g.month, g.user_key, to_timestamp(g.first_ms / 1000)
    from unnest($2::text::text[], $3::text::text[], $4::text::text[], $5::text::float8[])
      as g (tenant_id, month, user_key, first_ms), guard
    order by 1, 2, 3
    on conflict do nothing
    returning tenant_id, month, user_key
  ),
  month_counts as (
    insert into mau_counts as c (tenant_id, month, users)
    select tenant_id, month, count(*)::int from in_month group by 1, 2 order by 1, 2
    on conflict (tenant_id, month) do update set users = c.users + excluded.users
    returning tenant_id, month, users
  ),
  month_total as (select count(*) as n from month_counts),
  in_day as (
    insert into active_days (tenant_id, day, user_key)
    select g.tenant_id, g.day, g.user_key
    from unnest($6::text::uuid[], $7::text::date[], $8::text::uuid[]) as g (tenant_id, day, user_key), month_total
    order by 1, 2, 3
    on conflict do nothing
    returning tenant_id, day
  ),
  day_counts as (
    insert into dau_counts as c (tenant_id, day, users)
    select tenant_id, day, count(*)::int from in_day group by 1, 2 order by 1, 2
    on conflict (tenant_id, day) do update set users = c.users + excluded.users
  )
  select tenant_id, month, user_key, 0 as users from in_month
  union all
  select a.tenant_id, a.month, null, coalesce(n.users, c.users, 0)
  from unnest($9::text::text[], $10::text::text[]) as a (tenant_id, month)
  cross join guard
  left join month_counts n on n.tenant_id = a.tenant_id and n.month = a.month
  left join mau_counts c on c.tenant_id = a.tenant_id and c.month = a.month`;
