import type { BenchOptions, Figure } from "../bench";
import type { Cluster, Installation } from "./installation";
import { load, request } from "./load";
import { read, readFigures } from "./reads";
import { startWeb } from "./web-process";

const batch = 1_000;

/** Authentications over HTTP, and reads of the MAU, at two sizes. */
export async function activeUsers(cluster: Cluster, { short }: BenchOptions): Promise<Figure[]> {
  const to = await cluster.install("active_users");
  const web = await startWeb(to, "whole");
  const figures: Figure[] = [];
  try {
    for (const [name, size] of short
      ? ([["2 K", 2_000]] as const)
      : ([
          ["10 K", 10_000],
          ["1 M", 1_000_000],
        ] as const)) {
      await fillUsers(to, size);
      const readings = await read(to, short ? 0.2 : 3);
      if (readings.users < size)
        throw new Error(`The MAU is ${readings.users} where ${size} users were active.`);
      figures.push(...readFigures(`MAU at ${name} users`, readings.mauMs, readings.selectMs));
      const seconds = short ? 0.3 : 3;
      const fresh = Array.from({ length: Math.ceil(150 * seconds) }, (_, call) =>
        authentications(to, `${name}-${call}`),
      );
      figures.push({
        name: `authentications of new users at ${name}`,
        value: await rate(web.port, fresh, seconds),
        unit: "/s",
      });
      // Different requests of users who have been counted by this process.
      const repeats = fresh
        .slice(0, 20)
        .flatMap((sent) => Array.from({ length: 40 }, () => Buffer.from(sent)));
      figures.push({
        name: `authentications of known users at ${name}`,
        value: await rate(web.port, repeats, seconds),
        unit: "/s",
      });
      await checkUsers(to);
    }
  } finally {
    await web.stop();
  }
  return figures;
}

async function rate(port: number, requests: Buffer[], seconds: number): Promise<number> {
  const result = await load({ port, connections: 16, seconds, requests });
  if ([...result.statuses.keys()].some((status) => status !== 200))
    throw new Error(`Authentications were answered with ${JSON.stringify([...result.statuses])}.`);
  return (result.answered * batch) / result.seconds;
}

const tenantOf = ({ tenants }: Installation) => tenants[0] as Installation["tenants"][number];

function authentications(to: Installation, name: string): Buffer {
  const users = Array.from({ length: batch }, (_, index) => `{"user_id":"${name}-${index}"}`).join(",");
  const path = `/api/v1/tenants/${tenantOf(to).slug}/authentications`;
  return request("POST", path, to.secret, `{"authentications":[${users}]}`);
}

async function fillUsers(to: Installation, size: number): Promise<void> {
  const { id, uuid, timeZone } = tenantOf(to);
  const month = new Date().toISOString().slice(0, 7);
  await to.sql.unsafe(`
    with users as (
      insert into active_users (tenant_id, month, user_key, first_seen_at)
      select '${id}', '${month}', md5('${size}' || n), now() from generate_series(1, ${size}) n returning user_key
    ), days as (
      insert into active_days (tenant_id, day, user_key)
      select '${uuid}', (now() at time zone '${timeZone}')::date, user_key::uuid from users returning day
    ), month_count as (
      insert into mau_counts as c (tenant_id, month, users) select '${id}', '${month}', count(*) from users
      on conflict (tenant_id, month) do update set users = c.users + excluded.users
    )
    insert into dau_counts as c (tenant_id, day, users) select '${uuid}', day, count(*) from days group by 2
    on conflict (tenant_id, day) do update set users = c.users + excluded.users`);
  await to.sql.unsafe("vacuum analyze active_users, active_days");
}

/** A round is void unless the counts are those of the rows. */
async function checkUsers({ sql }: Installation): Promise<void> {
  const [row] = await sql`
    select (select count(*) from active_users) as users, (select sum(users) from mau_counts) as mau,
      (select count(*) from active_days) as days, (select sum(users) from dau_counts) as dau`;
  if (row?.users !== row?.mau || row?.days !== row?.dau)
    throw new Error(`The round is void: ${JSON.stringify(row)}.`);
}
