import { sql } from "drizzle-orm";
import { usageCorrections, usageEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { EventProperties } from "@/lib/domain/metering/event";

/** An event as it counts now: with its last correction, and without those that are void. */
export type EffectiveEvent = {
  eventKey: string;
  eventName: string;
  occurredAt: Date;
  recordedAt: Date;
  properties: EventProperties;
};

const hourMs = 3_600_000;

/** The events of a tenant that count in a window of time, in slices of an hour, so that a busy day fits in memory. */
export async function* effectiveEvents(
  tx: Transaction,
  tenantUuid: string,
  window: { start: Date; end: Date },
): AsyncGenerator<EffectiveEvent[]> {
  for (let fromMs = window.start.getTime(); fromMs < window.end.getTime(); fromMs += hourMs) {
    const from = new Date(fromMs).toISOString();
    const to = new Date(Math.min(fromMs + hourMs, window.end.getTime())).toISOString();
    const rows = await tx.execute<Row>(sql`
      with corrected as (
        select distinct on (event_key) event_key, kind, properties, occurred_at
        from ${usageCorrections} where tenant_id = ${tenantUuid}::uuid
        order by event_key, correction_id desc
      )
      select e.event_key, e.event_name, e.occurred_at as at, e.recorded_at, e.properties
      from ${usageEvents} e
      where e.tenant_id = ${tenantUuid}::uuid and e.occurred_at >= ${from}::timestamptz and e.occurred_at < ${to}::timestamptz
        and not exists (select from corrected c where c.event_key = e.event_key)
      union all
      select e.event_key, e.event_name, coalesce(c.occurred_at, e.occurred_at), e.recorded_at, c.properties
      from corrected c
      join ${usageEvents} e on e.tenant_id = ${tenantUuid}::uuid and e.event_key = c.event_key
      where c.kind = 'amend'
        and coalesce(c.occurred_at, e.occurred_at) >= ${from}::timestamptz
        and coalesce(c.occurred_at, e.occurred_at) < ${to}::timestamptz`);
    yield rows.map((row) => ({
      eventKey: row.event_key,
      eventName: row.event_name,
      occurredAt: new Date(row.at),
      recordedAt: new Date(row.recorded_at),
      properties: row.properties ?? {},
    }));
  }
}

type Row = {
  event_key: string;
  event_name: string;
  at: string;
  recorded_at: string;
  properties: EventProperties | null;
};
