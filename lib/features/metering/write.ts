import postgres from "postgres";
import { ingestConnection } from "@/lib/db/ingest";
import type { EventProperties } from "@/lib/domain/metering/event";

/** An event ready to be written. Ids without prefix, as UUIDs. */
export type EventRow = {
  tenantUuid: string;
  eventKey: string;
  /** Null for an event id that is its own key. */
  eventId: string | null;
  eventName: string;
  occurredAt: Date;
  fingerprint: bigint;
  properties: EventProperties | null;
  counts: readonly CountRow[];
};

/** What an event adds to a unit on a day of its tenant's zone. */
export type CountRow = { unitUuid: string; day: string } & ({ value: string } | { seen: string });

/** The meter units or a tenant's zone changed after the rows were worked out: work them out again. */
export class EpochMoved extends Error {}

/**
 * Writes events and what they count in one statement, which is one transaction: events that are new, then the rollups
 * of just these. Both in the order of their keys, in every process, so that no two writes wait for each other in a
 * circle. No two rows may have the same tenant and key. Answers the keys (`tenant key`) that were new.
 */
export async function writeEvents(
  rows: readonly EventRow[],
  epoch: number,
  recordedAt: Date,
): Promise<Set<string>> {
  const counts = rows.flatMap((row) => row.counts.map((count) => ({ row, count })));
  const amounts = counts.flatMap(({ row, count }) => ("value" in count ? [{ row, count }] : []));
  const sights = counts.flatMap(({ row, count }) => ("seen" in count ? [{ row, count }] : []));
  const parameters = [
    epoch,
    recordedAt.toISOString(),
    plain(rows.map((row) => row.tenantUuid)),
    plain(rows.map((row) => row.eventKey)),
    quoted(rows.map((row) => row.eventId)),
    quoted(rows.map((row) => row.eventName)),
    plain(rows.map((row) => row.occurredAt.toISOString())),
    plain(rows.map((row) => row.fingerprint.toString())),
    quoted(rows.map((row) => (row.properties === null ? null : JSON.stringify(row.properties)))),
    plain(amounts.map(({ row }) => row.tenantUuid)),
    plain(amounts.map(({ row }) => row.eventKey)),
    plain(amounts.map(({ row }) => row.occurredAt.toISOString())),
    plain(amounts.map(({ count }) => count.unitUuid)),
    plain(amounts.map(({ count }) => count.day)),
    plain(amounts.map(({ count }) => count.value)),
    plain(sights.map(({ row }) => row.tenantUuid)),
    plain(sights.map(({ row }) => row.eventKey)),
    plain(sights.map(({ count }) => count.unitUuid)),
    plain(sights.map(({ count }) => count.day)),
    plain(sights.map(({ count }) => count.seen)),
  ];
  try {
    const accepted = await ingestConnection().unsafe<{ tenant_id: string; event_key: string }[]>(
      statement,
      parameters,
      { prepare: true },
    );
    return new Set(accepted.map((row) => `${row.tenant_id} ${row.event_key}`));
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.message === "epoch moved") throw new EpochMoved();
    throw error;
  }
}

/** A Postgres array of values that need no quotes: ids, numbers, dates. */
const plain = (values: readonly string[]): string => `{${values.join(",")}}`;

const quoted = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? "NULL" : `"${value.replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;

const statement = `
  with guard as (select choba_epoch_guard($1::bigint)),
  given as (
    select * from unnest(
      $3::text::uuid[], $4::text::uuid[], $5::text::text[], $6::text::text[],
      $7::text::timestamptz[], $8::text::bigint[], $9::text::jsonb[]
    ) as g (tenant_id, event_key, event_id, event_name, occurred_at, fingerprint, properties)
  ),
  accepted as (
    insert into usage_events
      (tenant_id, event_key, event_id, event_name, occurred_at, recorded_at, fingerprint, properties)
    select g.tenant_id, g.event_key, g.event_id, g.event_name, g.occurred_at, $2::text::timestamptz, g.fingerprint, g.properties
    from given g, guard
    order by g.tenant_id, g.event_key
    on conflict do nothing
    returning tenant_id, event_key
  ),
  amounts as (
    select a.tenant_id, c.unit_id, c.day, c.value, c.occurred_at, c.event_key
    from unnest(
      $10::text::uuid[], $11::text::uuid[], $12::text::timestamptz[], $13::text::uuid[],
      $14::text::date[], $15::text::numeric[]
    ) as c (tenant_id, event_key, occurred_at, unit_id, day, value)
    join accepted a on a.tenant_id = c.tenant_id and a.event_key = c.event_key
  ),
  rolled as (
    insert into usage_days as d (tenant_id, unit_id, day, events, sum, max, last, last_at, last_key)
    select tenant_id, unit_id, day, count(*), sum(value), max(value),
      (array_agg(value order by occurred_at desc, event_key desc))[1],
      max(occurred_at),
      (array_agg(event_key order by occurred_at desc, event_key desc))[1]
    from amounts
    group by tenant_id, unit_id, day
    order by tenant_id, unit_id, day
    on conflict (tenant_id, unit_id, day) do update set
      events = d.events + excluded.events,
      sum = d.sum + excluded.sum,
      max = greatest(d.max, excluded.max),
      last = case when (excluded.last_at, excluded.last_key) > (d.last_at, d.last_key) then excluded.last else d.last end,
      last_key = case when (excluded.last_at, excluded.last_key) > (d.last_at, d.last_key) then excluded.last_key else d.last_key end,
      last_at = greatest(d.last_at, excluded.last_at)
  ),
  sights as (
    insert into usage_seen (tenant_id, unit_id, day, seen)
    select distinct a.tenant_id, c.unit_id, c.day, c.seen
    from unnest(
      $16::text::uuid[], $17::text::uuid[], $18::text::uuid[], $19::text::date[], $20::text::uuid[]
    ) as c (tenant_id, event_key, unit_id, day, seen)
    join accepted a on a.tenant_id = c.tenant_id and a.event_key = c.event_key
    order by 1, 2, 3, 4
    on conflict do nothing
  )
  select tenant_id, event_key from accepted`;

type Named = Pick<EventRow, "tenantUuid" | "eventKey">;

/** The fingerprints of events that were known already, archived ones among them, by `tenant key`. */
export const knownFingerprints = (events: readonly Named[]): Promise<Map<string, bigint>> =>
  fingerprintsFrom("choba_known_events", events);

/** The same of archived events only. */
export const archivedEvents = (events: readonly Named[]): Promise<Map<string, bigint>> =>
  events.length === 0 ? Promise.resolve(new Map()) : fingerprintsFrom("choba_archived_events", events);

async function fingerprintsFrom(source: string, events: readonly Named[]): Promise<Map<string, bigint>> {
  const rows = await ingestConnection().unsafe<
    { tenant_id: string; event_key: string; fingerprint: string }[]
  >(
    `select tenant_id, event_key, fingerprint from ${source}($1::text::uuid[], $2::text::uuid[])`,
    [plain(events.map((event) => event.tenantUuid)), plain(events.map((event) => event.eventKey))],
    { prepare: true },
  );
  return new Map(rows.map((row) => [`${row.tenant_id} ${row.event_key}`, BigInt(row.fingerprint)]));
}
