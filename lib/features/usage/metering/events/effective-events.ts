import { type SQL, sql } from "drizzle-orm";
import { usageCorrections, usageEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { EventProperties } from "@/lib/domain/metering/usage-event";

/** An event as it counts now: with its last correction, and without those that are void. */
export type EffectiveEvent = {
  eventKey: string;
  eventName: string;
  occurredAt: Date;
  recordedAt: Date;
  properties: EventProperties;
};

const rowsAtOnce = 5_000;

/**
 * The events of a tenant that count in a window of time, those of some names only if names are given. They come through
 * a cursor, so that the busiest day fits in memory.
 */
export async function* effectiveEvents(
  tx: Transaction,
  tenantUuid: string,
  window: { start: Date; end: Date },
  eventNames?: ReadonlySet<string>,
): AsyncGenerator<EffectiveEvent[]> {
  await tx.execute(
    sql`declare effective_events no scroll cursor for ${selection(tenantUuid, window, eventNames)}`,
  );
  for (;;) {
    const rows = (await tx.execute<Row>(sql`fetch ${sql.raw(String(rowsAtOnce))} from effective_events`))
      .rows;
    if (rows.length > 0) yield rows.map(toEvent);
    if (rows.length < rowsAtOnce) break;
  }
  await tx.execute(sql`close effective_events`);
}

function selection(
  tenantUuid: string,
  { start, end }: { start: Date; end: Date },
  eventNames: ReadonlySet<string> | undefined,
): SQL {
  const tenant = sql`${literal(tenantUuid)}::uuid`;
  const isWithin = (at: SQL) =>
    sql`${at} >= ${literal(start.toISOString())}::timestamptz and ${at} < ${literal(end.toISOString())}::timestamptz`;
  const amendedAt = sql`coalesce(c.occurred_at, e.occurred_at)`;
  const isNamed = eventNames
    ? sql`e.event_name = any(array[${sql.join([...eventNames].map(literal), sql`, `)}]::text[])`
    : sql`true`;
  return sql`
    with corrected as (
      select distinct on (event_key) event_key, kind, properties, occurred_at
      from ${usageCorrections} where tenant_id = ${tenant}
      order by event_key, correction_id desc
    )
    select e.event_key, e.event_name, e.occurred_at as at, e.recorded_at, e.properties
    from ${usageEvents} e
    where e.tenant_id = ${tenant} and ${isWithin(sql`e.occurred_at`)} and ${isNamed}
      and not exists (select from corrected c where c.event_key = e.event_key)
    union all
    select e.event_key, e.event_name, ${amendedAt}, e.recorded_at, c.properties
    from corrected c
    join ${usageEvents} e on e.tenant_id = ${tenant} and e.event_key = c.event_key
    where c.kind = 'amend' and ${isWithin(amendedAt)} and ${isNamed}`;
}

/** A cursor takes no parameters, so its values are in its text. */
const literal = (text: string): SQL => sql.raw(`'${text.replaceAll("'", "''")}'`);

const toEvent = (row: Row): EffectiveEvent => ({
  eventKey: row.event_key,
  eventName: row.event_name,
  occurredAt: new Date(row.at),
  recordedAt: new Date(row.recorded_at),
  properties: row.properties ?? {},
});

type Row = {
  event_key: string;
  event_name: string;
  at: string;
  recorded_at: string;
  properties: EventProperties | null;
};
