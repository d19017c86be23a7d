import { performance } from "node:perf_hooks";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { tenants, usageCorrections, usageEvents } from "@/drizzle/schema";
import { isTimeout } from "@/lib/db/errors";
import { limitStatements } from "@/lib/db/statement-limit";
import { throughIndexes } from "@/lib/db/through-indexes";
import { acrossTenants } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type EventProperties, ownNames } from "@/lib/domain/metering/usage-event";
import type { Context } from "@/lib/features/foundation/context/context";
import { instant } from "@/lib/features/foundation/input/input-rules";
import { selfManaged } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { directoryFor } from "@/lib/features/usage/metering/units/directory";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";
import { eventsOfTenant } from "@/lib/features/usage/metering/units/events-of-tenant";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { type ArchivedEvent, archivedEvents } from "./archived-event";
import { effectsOf, type ListeningUnit, listeningUnits } from "./event-effect";

const schema = z.strictObject({
  /** Id, slug or Stripe customer id, exactly. */
  tenant: z.string().trim().max(255).default(""),
  eventName: z.string().trim().max(255).default(""),
  eventId: z.string().trim().max(255).default(""),
  /** Which of its two times an event is looked for and ordered by. */
  time: z.enum(["recorded", "happened"]).default("recorded"),
  from: instant.optional(),
  to: instant.optional(),
  /** Only events whose name no meter unit listens to. */
  uncounted: z.boolean().default(false),
  /** From the page before. */
  after: z.string().max(120).optional(),
});
export type EventSearch = z.input<typeof schema>;
type Search = z.output<typeof schema>;

/** An event in the list, with what has become of it. */
export type EventRow = {
  tenant: { id: Id<"tenant">; slug: string; name: string; timeZone: string };
  eventKey: string;
  eventId: string;
  eventName: string;
  occurredAt: string;
  recordedAt: string;
  state: "counted" | "not_counted" | "no_unit" | "own" | "amended" | "void";
  /** Units that it counts for. */
  units: number;
};

export type EventPage = {
  rows: EventRow[];
  /** Where an id is looked for: those with it that are in the archive. */
  archived: ArchivedEvent[];
  /** For `after`; null at the end. */
  next: string | null;
  /** Where the search ended because it would have taken too long; what lies before has not been looked at. */
  searchedTo: string | null;
};

export const eventsOnPage = 50;

/** What one call may take, and one question to the database. */
const budgetMs = 2_500;
const mostMsAtOnce = 1_500;
const firstWindowMs = 10_000;
const leastWindowMs = 1_000;
/** A window that found nothing is followed by one this many times as long; of one that found something, its rows tell. */
const mostGrowth = 24;
/** Before this no Choba recorded anything. */
const beginning = new Date("2020-01-01T00:00:00Z");
/** Far enough ahead for senders' clocks and the demo's. */
const aheadMs = 10 * 60_000;

/**
 * Events of all tenants, newest first. Nothing is sorted by time in the database: the table is looked through backwards in
 * windows of time, small ones first and larger ones where little is found. Within each, block ranges tell where its
 * times, the tenant and the name can be at all. Where much has to be read and little fits (a tenant and a name that are
 * both frequent and never meet), the time is used up: what has been found is answered with how far it got, and the next
 * call goes on from there.
 */
export const searchEvents = useCase(selfManaged("usage.explore"), {
  input: schema,
  async run({ ctx, input: search }): Promise<EventPage> {
    const units = await acrossTenants(listeningUnits);
    const tenantUuid = search.tenant ? await uuidOfTenant(search.tenant) : null;
    if (search.tenant && !tenantUuid) return nothing;
    const ofTenant = tenantUuid ? await ofTenantWith(tenantUuid) : null;
    const condition = conditionOf(search, ofTenant?.condition, units);
    if (search.eventId) {
      const rows = await read(sql`${condition} and ${keyInEveryTenant(search.eventId)}`, search, units);
      return { ...nothing, rows, archived: await archivedEvents(search.eventId, tenantUuid) };
    }
    return lookBack(ctx, search, condition, units, ofTenant?.isFew ?? false);
  },
});

const nothing: EventPage = { rows: [], archived: [], next: null, searchedTo: null };

async function uuidOfTenant(name: string): Promise<string | null> {
  return (await directoryFor([name])).tenants.get(name)?.uuid ?? null;
}

function ofTenantWith(tenantUuid: string) {
  return acrossTenants(async (tx) => {
    await throughIndexes(tx);
    return eventsOfTenant(tx, tenantUuid, sql`e.tenant_id`);
  });
}

/** `isFew`: what is asked for is so little that all of it is looked through at once. */
async function lookBack(
  ctx: Context,
  search: Search,
  condition: SQL,
  units: ListeningUnit[],
  isFew: boolean,
): Promise<EventPage> {
  const cursor = parseCursor(search.after);
  const floor = search.from ? new Date(search.from) : beginning;
  const latest = search.to ? new Date(search.to) : new Date(ctx.now.getTime() + aheadMs);
  let endMs = (cursor?.at ?? latest).getTime();
  let windowMs = isFew ? Math.max(firstWindowMs, endMs - floor.getTime()) : firstWindowMs;
  let rows: EventRow[] = [];
  const column = search.time === "recorded" ? sql`e.recorded_at` : sql`e.occurred_at`;
  const startedAt = performance.now();
  for (;;) {
    if (performance.now() - startedAt > budgetMs) return stopped(rows, endMs);
    const startMs = Math.max(floor.getTime(), endMs - windowMs);
    const isFirst = cursor !== null && endMs === cursor.at.getTime();
    const end = new Date(endMs).toISOString();
    // The first window of a later page goes on behind the last row of the page before. Its time is compared as well:
    // block ranges do not understand the three together.
    const upTo =
      isFirst && cursor.row
        ? sql`${column} <= ${end}::timestamptz and (${column}, e.tenant_id, e.event_key) < (${end}::timestamptz, ${cursor.row[0]}::uuid, ${cursor.row[1]}::uuid)`
        : sql`${column} < ${end}::timestamptz`;
    const inside = sql`${condition} and ${upTo} and ${column} >= ${new Date(startMs).toISOString()}::timestamptz`;
    const before = rows.length;
    try {
      rows = [...rows, ...(await read(inside, search, units, eventsOnPage + 1 - rows.length))];
    } catch (error) {
      if (!isTimeout(error)) throw error;
      if (windowMs <= leastWindowMs) return stopped(rows, endMs);
      windowMs = Math.max(leastWindowMs, windowMs / mostGrowth);
      continue;
    }
    if (rows.length > eventsOnPage) {
      const shown = rows.slice(0, eventsOnPage);
      return { ...nothing, rows: shown, next: cursorOf(shown.at(-1), search.time) };
    }
    if (startMs === floor.getTime()) return { ...nothing, rows };
    endMs = startMs;
    windowMs *= growthAfter(rows.length - before, eventsOnPage - rows.length);
  }
}

/** How many times as long a window has to be that finds what is missing, if it goes on as in the last one. */
const growthAfter = (found: number, missing: number): number =>
  found === 0 ? mostGrowth : Math.min(mostGrowth, Math.max(1, (1.5 * missing) / found));

function stopped(rows: EventRow[], endMs: number): EventPage {
  const searchedTo = new Date(endMs).toISOString();
  return { ...nothing, rows, next: searchedTo, searchedTo };
}

const cursorOf = (row: EventRow | undefined, time: Search["time"]): string | null =>
  row
    ? `${time === "recorded" ? row.recordedAt : row.occurredAt}_${uuidOf(row.tenant.id)}_${row.eventKey}`
    : null;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function parseCursor(
  text: string | undefined,
): { at: Date; row: [tenant: string, key: string] | null } | null {
  if (!text) return null;
  const [at = "", tenant, key] = text.split("_");
  const valid =
    instant.safeParse(at).success && (tenant === undefined || (uuid.test(tenant) && uuid.test(key ?? "")));
  if (!valid) throw new Refused("invalid_input", { fields: [{ field: "after", rule: "invalid" }] });
  return { at: new Date(at), row: tenant && key ? [tenant, key] : null };
}

/** What is asked besides time. */
function conditionOf(search: Search, ofTenant: SQL | undefined, units: readonly ListeningUnit[]): SQL {
  const conditions = [ofTenant ?? sql`true`];
  if (search.eventName) conditions.push(sql`e.event_name = ${search.eventName}`);
  if (search.uncounted) {
    const names = JSON.stringify([...new Set(units.map(({ rule }) => rule.eventName))]);
    conditions.push(sql`e.event_name not in (select jsonb_array_elements_text(${names}::jsonb))`);
    conditions.push(sql`not starts_with(e.event_name, ${ownNames})`);
  }
  return sql.join(conditions, sql` and `);
}

/** The key of one event id, looked up tenant by tenant in the primary key instead of through the whole table. */
const keyInEveryTenant = (eventId: string): SQL =>
  sql`e.event_key = ${eventKey(eventId)}::uuid and e.tenant_id in (select replace(id, 'ten_', '')::uuid from ${tenants} where id like 'ten\\_%')`;

type Row = {
  tenant_uuid: string;
  id: Id<"tenant">;
  slug: string;
  name: string;
  time_zone: string;
  event_key: string;
  event_id: string | null;
  event_name: string;
  occurred_at: string;
  recorded_at: string;
  properties: EventProperties | null;
  correction: "void" | "amend" | null;
  amended: EventProperties | null;
};

function read(where: SQL, search: Search, units: ListeningUnit[], limit = eventsOnPage): Promise<EventRow[]> {
  const column = search.time === "recorded" ? sql`e.recorded_at` : sql`e.occurred_at`;
  return acrossTenants(async (tx) => {
    await limitStatements(tx, mostMsAtOnce);
    await throughIndexes(tx);
    const rows = (
      await tx.execute<Row>(sql`
      with found as (
        select e.* from ${usageEvents} e where ${where}
        order by ${column} desc, e.tenant_id desc, e.event_key desc limit ${limit}
      )
      select e.tenant_id as tenant_uuid, t.id, t.slug, t.name, t.time_zone, e.event_key, e.event_id, e.event_name,
        e.occurred_at, e.recorded_at, e.properties, c.kind as correction, c.properties as amended
      from found e
      join ${tenants} t on t.id = 'ten_' || replace(e.tenant_id::text, '-', '')
      left join lateral (
        select kind, properties from ${usageCorrections} c
        where c.tenant_id = e.tenant_id and c.event_key = e.event_key order by correction_id desc limit 1
      ) c on true
      order by ${column} desc, e.tenant_id desc, e.event_key desc`)
    ).rows;
    return rows.map((row) => eventRow(row, units));
  });
}

function eventRow(row: Row, units: readonly ListeningUnit[]): EventRow {
  const recordedAt = new Date(row.recorded_at);
  const properties = (row.correction === "amend" ? row.amended : row.properties) ?? {};
  const effects = effectsOf({ eventName: row.event_name, recordedAt, properties }, units);
  const counted = row.correction === "void" ? 0 : effects.filter((effect) => effect.counted).length;
  return {
    tenant: { id: row.id, slug: row.slug, name: row.name, timeZone: row.time_zone },
    eventKey: row.event_key,
    eventId: row.event_id ?? row.event_key,
    eventName: row.event_name,
    occurredAt: new Date(row.occurred_at).toISOString(),
    recordedAt: recordedAt.toISOString(),
    state: stateOf(row, effects.length, counted),
    units: counted,
  };
}

function stateOf(row: Row, listening: number, counted: number): EventRow["state"] {
  if (row.correction === "void") return "void";
  if (row.event_name.startsWith(ownNames)) return "own";
  if (listening === 0) return "no_unit";
  if (counted === 0) return "not_counted";
  return row.correction === "amend" ? "amended" : "counted";
}
