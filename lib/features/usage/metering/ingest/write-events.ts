import { ingest } from "@/lib/db/ingest";
import { asEpochMoved } from "@/lib/features/usage/metering/units/epoch-moved";
import type { Epochs } from "@/lib/features/usage/metering/units/epochs";
import { rollUp } from "./roll-up";
import { writeStatement } from "./write-statement";

/** An event ready to be written. Ids without prefix, as UUIDs. */
export type EventRow = {
  tenantUuid: string;
  eventKey: string;
  /** Null for an event id that is its own key. */
  eventId: string | null;
  eventName: string;
  occurredAt: Date;
  fingerprint: bigint;
  /** As JSON; null for none. */
  properties: string | null;
  counts: readonly CountRow[];
};

/** What an event adds to a unit on a day of its tenant's zone. */
export type CountRow = { unitUuid: string; day: string } & ({ value: string } | { seen: string });

/**
 * Writes events and what they count, all at once. No two rows may have the same tenant and key. Answers the keys
 * (`tenant key`) that were new, or `all`.
 */
export async function writeEvents(
  rows: readonly EventRow[],
  epochs: Epochs,
  recordedAt: Date,
): Promise<ReadonlySet<string> | "all"> {
  const [answer] = await ingest<{ n: number; keys: string | null }>(
    writeStatement,
    parametersOf(rows, epochs, recordedAt),
  ).catch(asEpochMoved);
  if (answer?.n === rows.length) return "all";
  return new Set(answer?.keys ? answer.keys.split(",") : []);
}

/** In the order in which `writeStatement` numbers them. */
function parametersOf(rows: readonly EventRow[], { counting, known }: Epochs, recordedAt: Date) {
  const { rollups, parts } = rollUp(rows);
  const sights = rows.flatMap(({ counts }, index) =>
    counts.flatMap((count) => ("seen" in count ? [{ event: index + 1, ...count }] : [])),
  );
  const hasOwnIds = rows.some(({ eventId }) => eventId !== null);
  return [
    counting,
    recordedAt.getTime(),
    plain(rows, (row) => row.tenantUuid),
    plain(rows, (row) => row.eventKey),
    hasOwnIds ? plain(rows, (row) => quoted(row.eventId)) : null,
    plain(rows, quotedNames()),
    plain(rows, (row) => row.occurredAt.getTime()),
    plain(rows, (row) => row.fingerprint),
    `[${rows.map((row) => row.properties ?? "null").join(",")}]`,
    plain(rollups, (rollup) => rollup.tenantUuid),
    plain(rollups, (rollup) => rollup.unitUuid),
    plain(rollups, (rollup) => rollup.day),
    plain(rollups, (rollup) => rollup.events),
    plain(rollups, (rollup) => rollup.sum),
    plain(rollups, (rollup) => rollup.max),
    plain(rollups, (rollup) => rollup.last),
    plain(rollups, (rollup) => rollup.lastMs),
    plain(rollups, (rollup) => rollup.lastKey),
    rows.length,
    plain(parts, (part) => part.event + 1),
    plain(parts, (part) => part.rollup + 1),
    plain(parts, (part) => part.value),
    parts.length,
    plain(sights, (sight) => sight.event),
    plain(sights, (sight) => sight.unitUuid),
    plain(sights, (sight) => sight.day),
    plain(sights, (sight) => sight.seen),
    sights.length,
    known?.epoch ?? null,
  ];
}

/** A Postgres array of values that need no quotes: ids, numbers, dates. */
const plain = <Row>(rows: readonly Row[], value: (row: Row) => string | number | bigint): string =>
  `{${rows.map(value).join(",")}}`;

const quoted = (value: string | null): string =>
  value === null ? "NULL" : `"${value.replace(/["\\]/g, "\\$&")}"`;

/** Nearly all events of a write have the same few names. */
function quotedNames(): (row: EventRow) => string {
  const known = new Map<string, string>();
  return ({ eventName }) => {
    let text = known.get(eventName);
    if (text === undefined) {
      text = quoted(eventName);
      known.set(eventName, text);
    }
    return text;
  };
}

type Named = Pick<EventRow, "tenantUuid" | "eventKey">;

/** The fingerprints of events that were known already, archived ones among them, by `tenant key`. */
export const knownFingerprints = (events: readonly Named[]): Promise<Map<string, bigint>> =>
  fingerprintsFrom("choba_known_events", events);

/** The same of archived events only. */
export const archivedEvents = (events: readonly Named[]): Promise<Map<string, bigint>> =>
  events.length === 0 ? Promise.resolve(new Map()) : fingerprintsFrom("choba_archived_events", events);

async function fingerprintsFrom(source: string, events: readonly Named[]): Promise<Map<string, bigint>> {
  const rows = await ingest<{ tenant_id: string; event_key: string; fingerprint: string }>(
    `select tenant_id, event_key, fingerprint from ${source}($1::text::uuid[], $2::text::uuid[])`,
    [plain(events, (event) => event.tenantUuid), plain(events, (event) => event.eventKey)],
  );
  return new Map(rows.map((row) => [`${row.tenant_id} ${row.event_key}`, BigInt(row.fingerprint)]));
}
