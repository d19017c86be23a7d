import postgres from "postgres";
import { groupCommit } from "@/lib/db/group-commit";
import { ingestLanes } from "@/lib/db/ingest";
import { directoryFor, forgetDirectory } from "./directory";
import { type PreparedEvent, prepareAnew } from "./prepare";
import { EpochMoved, knownFingerprints, writeEvents } from "./write";

/** What became of an event: counted now; known already; or its id is known with other content, which is not taken. */
export type Outcome = "new" | "known" | "conflict";

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
  const accepted = await writeUnderEpoch([...first.values()]);
  const isNew = (item: Item) => accepted.has(keyOf(item)) && first.get(keyOf(item)) === item;
  const repeats = items.filter((item) => !isNew(item));
  const known = repeats.length === 0 ? new Map<string, bigint>() : await storedFingerprints(repeats);
  return items.map((item) => {
    if (isNew(item)) return "new";
    return known.get(keyOf(item)) === item.row.fingerprint ? "known" : "conflict";
  });
}

const storedFingerprints = (repeats: readonly Item[]) =>
  knownFingerprints(repeats.map(({ row }) => ({ tenantUuid: row.tenantUuid, eventKey: row.eventKey })));

async function writeUnderEpoch(items: Item[]): Promise<Set<string>> {
  for (let round = 0; ; round++) {
    const directory = await directoryFor(items.map(({ event }) => event.tenant));
    const rows = items.map((item) =>
      item.epoch === directory.epoch ? item.row : prepareAnew(item, directory).row,
    );
    try {
      return await writeEvents(rows, directory.epoch, items[0]?.recordedAt ?? new Date(0));
    } catch (error) {
      if (!(error instanceof EpochMoved) || round === 20) throw error;
      forgetDirectory();
    }
  }
}
