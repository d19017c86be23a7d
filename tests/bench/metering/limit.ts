import type postgres from "postgres";
import { eventName, type Installation } from "./installation";

/**
 * The limit L: rows a second of one backend that copies rows like those of `usage_events`, with random ids, from a file
 * on the server into a table with nothing but its primary key (tenant, event id). The table keeps what earlier rounds
 * put there, as the events' table does.
 */
export async function limit({ sql, tenants }: Installation, rows: number): Promise<number> {
  await sql.unsafe(`create table if not exists bench_limit (
    tenant_id uuid, event_key uuid, event_id text, event_name text not null, occurred_at timestamptz(3) not null,
    recorded_at timestamptz(3) not null, fingerprint bigint not null, properties jsonb,
    primary key (tenant_id, event_key))`);
  const file = await fileOnServer(sql);
  const ids = `'{${tenants.map(({ uuid }) => uuid).join(",")}}'::uuid[]`;
  await sql.unsafe(`copy (
    select (${ids})[1 + n % ${tenants.length}], gen_random_uuid(), null::text, '${eventName}',
      now() - n % 3600 * interval '1 second', now(), hashint8extended(n, 0),
      jsonb_build_object('bytes', n % 5000, 'region', 'eu-west')
    from generate_series(1, ${rows}) n) to '${file}'`);
  const start = performance.now();
  await sql.unsafe(`copy bench_limit from '${file}'`);
  return rows / ((performance.now() - start) / 1_000);
}

async function fileOnServer(sql: postgres.Sql): Promise<string> {
  const [row] = await sql`select current_setting('data_directory') as folder`;
  return `${row?.folder}/bench-rows`;
}
