import { isDataError } from "@/lib/db/errors";
import { groupCommit } from "@/lib/db/group-commit";
import { ingestLanes } from "@/lib/db/ingest";
import type { KnownEpoch } from "@/lib/db/known-epoch";
import { KnownMoved } from "@/lib/db/known-moved";
import { type Believed, underKnownEpoch } from "@/lib/db/under-known-epoch";
import type { Context } from "@/lib/features/foundation/context/context";
import { type Archive, mayBeArchived } from "@/lib/features/usage/metering/units/archive-state";
import { type Directory, directoryFor, forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { EpochMoved } from "@/lib/features/usage/metering/units/epoch-moved";
import { type PreparedEvent, prepareAnew } from "./prepare";
import { archivedEvents, type EventRow, knownFingerprints, writeEvents } from "./write-events";

/**
 * What became of an event: counted now; known already; its id is known with other content, which is not taken; or it
 * happened in a month that has been archived, which takes no more events.
 */
/** `frozen`: its month was archived, or its tenant closed, while it was on its way. */
export type Outcome = "new" | "known" | "conflict" | "frozen";

/** `key`: tenant and event key, by which an event is known. */
type Item = PreparedEvent & Believed & { recordedAt: Date; key: string };

/** About what an event holds beside its properties, in bytes. */
const bareEventBytes = 1_000;

const shared = {
  write: (items: Item[]) => underKnownEpoch(items, write),
  mayBeOneItem: isDataError,
  // A character in memory is a byte or two, and the properties are held as they came and as JSON.
  weight: {
    of: ({ row }: Item) => bareEventBytes + 3 * (row.properties?.length ?? 0),
    mostWaiting: 64 * 1024 * 1024,
  },
};
/** Single events have a lane of their own, so that they do not wait behind large batches. */
const singles = groupCommit<Item, Outcome | "moved">({
  ...shared,
  lanes: 1,
  mostAtOnce: 2_000,
  mostWaiting: 10_000,
});
const batches = groupCommit<Item, Outcome | "moved">({
  ...shared,
  lanes: ingestLanes - 1,
  mostAtOnce: 2_000,
  mostWaiting: 20_000,
});
const smallBatch = 20;

/**
 * Commits events together with those of other requests; answers in their order. Throws `Busy` when too many wait, and
 * `KnownMoved`, with none of them written, when their caller must be asked for again.
 */
export async function commitEvents(
  events: readonly PreparedEvent[],
  { now: recordedAt, known = null }: Pick<Context, "now" | "known">,
): Promise<Outcome[]> {
  const items = events.map(({ event, hasOwnTime, epoch, row }) => ({
    event,
    hasOwnTime,
    epoch,
    row,
    known,
    recordedAt,
    key: `${row.tenantUuid} ${row.eventKey}`,
  }));
  const outcomes = await (items.length <= smallBatch ? singles : batches).submit(items);
  return outcomes.map((outcome) => {
    if (outcome === "moved") throw new KnownMoved();
    return outcome;
  });
}

async function write(items: Item[], known: KnownEpoch | null): Promise<Outcome[]> {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(item.key)) first.set(item.key, item);
  const { accepted, frozen } = await writeUnderEpoch(
    first.size === items.length ? items : [...first.values()],
    known,
  );
  if (accepted === "all" && frozen.size === 0 && first.size === items.length) return items.map(() => "new");
  const isAccepted = ({ key }: Item) => (accepted === "all" ? !frozen.has(key) : accepted.has(key));
  const isNew = (item: Item) => first.get(item.key) === item && isAccepted(item);
  const repeats = items.filter((item) => !isNew(item));
  const stored = await storedFingerprints(repeats);
  return items.map((item) => {
    if (isNew(item)) return "new";
    if (frozen.has(item.key) && !stored.has(item.key)) return "frozen";
    return stored.get(item.key) === item.row.fingerprint ? "known" : "conflict";
  });
}

const storedFingerprints = (repeats: readonly Item[]) =>
  knownFingerprints(repeats.map(({ row }) => ({ tenantUuid: row.tenantUuid, eventKey: row.eventKey })));

type Accepted = ReadonlySet<string> | "all";

/** Writes what may be written. Items that must not be counted any more, if they are new at all, are `frozen`. */
async function writeUnderEpoch(
  items: Item[],
  known: KnownEpoch | null,
): Promise<{ accepted: Accepted; frozen: Set<string> }> {
  for (let round = 0; ; round++) {
    const directory = await directoryFor(items.map(({ event }) => event.tenant));
    const recordedAt = items[0]?.recordedAt ?? new Date(0);
    const taken = items.filter(({ event }) => directory.tenants.get(event.tenant)?.isClosed !== true);
    const open = directory.archive === null ? taken : await notArchived(taken, directory.archive);
    const later = unitsCountingLater(directory, recordedAt);
    const rows = open.map((item) => {
      const { row } = item.epoch === directory.epoch ? item : prepareAnew(item, directory);
      return later.size === 0 ? row : withoutUnits(row, later);
    });
    const frozen = open.length === items.length ? new Set<string>() : without(items, open);
    if (rows.length === 0) return { accepted: new Set(), frozen };
    try {
      return { accepted: await writeEvents(rows, { counting: directory.epoch, known }, recordedAt), frozen };
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
  return items.filter((item) => item.row.occurredAt >= archive.before && !archived.has(item.key));
}

function without(items: readonly Item[], open: readonly Item[]): Set<string> {
  const left = new Set(items.map(({ key }) => key));
  for (const item of open) left.delete(item.key);
  return left;
}

/** Units that count only what is recorded later. Nearly always there is none. */
const unitsCountingLater = ({ units }: Directory, recordedAt: Date): ReadonlySet<string> =>
  new Set(
    units.flatMap(({ uuid, countsFrom }) => (countsFrom !== null && recordedAt < countsFrom ? [uuid] : [])),
  );

const withoutUnits = (row: EventRow, units: ReadonlySet<string>): EventRow => ({
  ...row,
  counts: row.counts.filter(({ unitUuid }) => !units.has(unitUuid)),
});
