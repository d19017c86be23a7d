import postgres from "postgres";
import { groupCommit } from "@/lib/db/group-commit";
import { ingestLanes } from "@/lib/db/ingest";
import { type Archive, mayBeArchived } from "./archive-state";
import { type Directory, directoryFor, forgetDirectory } from "./directory";
import { type PreparedEvent, prepareAnew } from "./prepare";
import { archivedEvents, EpochMoved, type EventRow, knownFingerprints, writeEvents } from "./write";

/**
 * What became of an event: counted now; known already; its id is known with other content, which is not taken; or it
 * happened in a month that has been archived, which takes no more events.
 */
export type Outcome = "new" | "known" | "conflict" | "frozen";

type Item = PreparedEvent & { recordedAt: Date };

/** A PostgreSQL error of the classes "data exception" and "integrity" can be one event's; others are nobody's. */
const mayBeOneItem = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && /^(22|23)/.test(error.code);

const shared = { write, mayBeOneItem };
/** Single events have a lane of their own, so that they do not wait behind large batches. */
const singles = groupCommit<Item, Outcome>({ ...shared, lanes: 1, mostAtOnce: 2_000, mostWaiting: 10_000 });
const batches = groupCommit<Item, Outcome>({
  ...shared,
  lanes: ingestLanes - 1,
  mostAtOnce: 2_000,
  mostWaiting: 20_000,
});
const smallBatch = 20;

/** Commits events together with those of other requests; answers in their order. Throws `Busy` when too many wait. */
export function commitEvents(events: readonly PreparedEvent[], recordedAt: Date): Promise<Outcome[]> {
  const items = events.map((event) => ({ ...event, recordedAt }));
  return (items.length <= smallBatch ? singles : batches).submit(items);
}

const keyOf = ({ row }: PreparedEvent) => `${row.tenantUuid} ${row.eventKey}`;

async function write(items: Item[]): Promise<Outcome[]> {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  const { accepted, frozen } = await writeUnderEpoch([...first.values()]);
  const isNew = (item: Item) => accepted.has(keyOf(item)) && first.get(keyOf(item)) === item;
  const repeats = items.filter((item) => !isNew(item));
  const known = repeats.length === 0 ? new Map<string, bigint>() : await storedFingerprints(repeats);
  return items.map((item) => {
    if (isNew(item)) return "new";
    if (frozen.has(keyOf(item)) && !known.has(keyOf(item))) return "frozen";
    return known.get(keyOf(item)) === item.row.fingerprint ? "known" : "conflict";
  });
}

const storedFingerprints = (repeats: readonly Item[]) =>
  knownFingerprints(repeats.map(({ row }) => ({ tenantUuid: row.tenantUuid, eventKey: row.eventKey })));

/** Writes what may be written. Items that must not be counted any more, if they are new at all, are `frozen`. */
async function writeUnderEpoch(items: Item[]): Promise<{ accepted: Set<string>; frozen: Set<string> }> {
  for (let round = 0; ; round++) {
    const directory = await directoryFor(items.map(({ event }) => event.tenant));
    const recordedAt = items[0]?.recordedAt ?? new Date(0);
    const open = directory.archive === null ? items : await notArchived(items, directory.archive);
    const rows = open.map((item) => {
      const { row } = item.epoch === directory.epoch ? item : prepareAnew(item, directory);
      return countedSince(row, directory, recordedAt);
    });
    const frozen = open.length === items.length ? new Set<string>() : without(items, open);
    if (rows.length === 0) return { accepted: new Set(), frozen };
    try {
      return { accepted: await writeEvents(rows, directory.epoch, recordedAt), frozen };
    } catch (error) {
      if (!(error instanceof EpochMoved) || round === 20) throw error;
      forgetDirectory();
    }
  }
}

/**
 * Without events of archived months and without ids that are archived. Costs a look-up only for ids that may be: an id
 * that grows with time and is newer than all archived ones is certainly none of them. What is archived later moves the
 * epoch, and the write is refused.
 */
async function notArchived(items: Item[], archive: Archive): Promise<Item[]> {
  const doubtful = items.filter(({ row }) => mayBeArchived(row.eventKey, archive));
  const archived = await archivedEvents(doubtful.map(({ row }) => row));
  return items.filter((item) => item.row.occurredAt >= archive.before && !archived.has(keyOf(item)));
}

function without(items: readonly Item[], open: readonly Item[]): Set<string> {
  const left = new Set(items.map(keyOf));
  for (const item of open) left.delete(keyOf(item));
  return left;
}

/** Without what units add that count only what is recorded later. Nearly always there is no such unit. */
function countedSince(row: EventRow, { units }: Directory, recordedAt: Date): EventRow {
  const later = units.filter(({ countsFrom }) => countsFrom !== null && recordedAt < countsFrom);
  if (later.length === 0) return row;
  const uuids = new Set(later.map(({ uuid }) => uuid));
  return { ...row, counts: row.counts.filter(({ unitUuid }) => !uuids.has(unitUuid)) };
}
