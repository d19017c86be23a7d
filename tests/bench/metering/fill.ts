import type { Ids } from "./bodies";
import { eventName, type Installation, seldomName } from "./installation";

/** Events in one statement: what was asked for is there after some minutes, and no transaction is very long. */
const atOnce = 500_000;

/** One event in so many has the name that nobody counts; one in a hundred came up to three days late. */
const seldomEvery = 50_000;

/**
 * Fills up to `size` events like those that the bench sends, in the order of the last 30 days, and writes their rollups anew.
 * Ids come in the order of time, or random, one by one as they would from outside: an index that was built at once would
 * be denser than a real one.
 */
export async function fill(to: Installation, size: number, ids: Ids): Promise<void> {
  const { sql, tenants } = to;
  const [row] = await sql`select count(*)::int as events from usage_events`;
  const uuids = `'{${tenants.map(({ uuid }) => uuid).join(",")}}'::uuid[]`;
  const startMs = Date.now() - 20_000_000;
  const key =
    ids === "random"
      ? "gen_random_uuid()"
      : `(lpad(to_hex(${startMs} + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid`;
  const first = (row?.events ?? 0) + 1;
  for (let from = first; from <= size; from += atOnce) {
    const last = Math.min(from + atOnce - 1, size);
    await sql.unsafe(`
      insert into usage_events (tenant_id, event_key, event_name, occurred_at, recorded_at, fingerprint, properties)
      select (${uuids})[1 + n % ${tenants.length}], ${key},
        case when n % ${seldomEvery} = 1 then '${seldomName}' else '${eventName}' end,
        at - case when n % 100 = 0 then n % 259200 else n % 60 end * interval '1 second', at, n,
        jsonb_build_object('bytes', n % 5000, 'region', 'eu-west')
      from (
        select n, now() - interval '30 days' * (${size} - n) / ${size - first + 1} as at
        from generate_series(${from}, ${last}) n
      ) sent`);
  }
  await rebuildRollups(to);
  await sql.unsafe("vacuum analyze usage_events, usage_days");
}

async function rebuildRollups({ sql, tenants, unitUuid }: Installation): Promise<void> {
  const zones = tenants.map(({ uuid, timeZone }) => `('${uuid}'::uuid, '${timeZone}')`).join(",");
  await sql.begin(async (tx) => {
    await tx.unsafe("delete from usage_days");
    await tx.unsafe(`
      insert into usage_days (tenant_id, unit_id, day, events, sum, max, last, last_at, last_key)
      select e.tenant_id, '${unitUuid}'::uuid, (e.occurred_at at time zone z.zone)::date, count(*),
        sum((e.properties->>'bytes')::numeric), max((e.properties->>'bytes')::numeric),
        max((e.properties->>'bytes')::numeric), max(e.occurred_at), e.tenant_id
      from usage_events e join (values ${zones}) z (tenant_id, zone) on z.tenant_id = e.tenant_id
      where e.event_name = '${eventName}'
      group by 1, 2, 3`);
  });
}
