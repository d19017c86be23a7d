import { lt, sql } from "drizzle-orm";
import { ingestMinutes } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { lagStep } from "@/lib/domain/metering/lag";
import { unreadDetail } from "@/lib/domain/metering/unread-events";

type Row = typeof ingestMinutes.$inferInsert;

/** What became of the events of one call. */
export type IngestNote = {
  /** Choba's time of the call. */
  at: Date;
  new: readonly { occurredAt: Date }[];
  known: number;
  conflicts: number;
  /** For each refused event the first rule that it broke. */
  rejectedRules: readonly string[];
  /** The names of taken events that no meter unit listens to, once for each event. */
  uncountedNames: readonly string[];
  /** Taken events of counted names that add nothing, because a property is missing. */
  unread: readonly { eventName: string; missing: readonly string[] }[];
};

const flushEveryMs = 3_000;
const retentionDays = 35;
/** Different details in memory; the others are added up, so that no sender can fill the memory. */
const mostRows = 500;
/** Names that no unit listens to which a process writes for one minute; the others of it are added up under none. */
const mostNames = 20;
const longestDetail = 255;
const rememberedMinutes = 10;
const minuteMs = 60_000;

type Pending = {
  rows: Map<string, Row>;
  timer: NodeJS.Timeout | undefined;
  sweptAtMs: number;
  /** The names that were written for each of the latest minutes, by its time and by what was wrong with them. */
  named: Map<string, Set<string>>;
};

/** One per process, also where bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaIngestStatistics?: Pending };

function pending(): Pending {
  holder.chobaIngestStatistics ??= {
    rows: new Map(),
    timer: undefined,
    sweptAtMs: 0,
    named: new Map(),
  };
  return holder.chobaIngestStatistics;
}

/**
 * Counts what became of events, in memory; it is written a few seconds later, outside of any request. A process that is
 * killed loses those seconds of statistics, never an event.
 */
export function noteIngest(note: IngestNote): void {
  const { at } = note;
  const lags = new Map<string, { events: number; worstMs: number }>();
  for (const { occurredAt } of note.new) {
    const lagMs = Math.max(0, at.getTime() - occurredAt.getTime());
    const step = lagStep(lagMs);
    const lag = lags.get(step);
    if (!lag) lags.set(step, { events: 1, worstMs: lagMs });
    else {
      lag.events++;
      if (lagMs > lag.worstMs) lag.worstMs = lagMs;
    }
  }
  for (const [step, { events, worstMs }] of lags) add(at, "new", step, events, worstMs);
  if (note.known > 0) add(at, "known", "", note.known);
  if (note.conflicts > 0) add(at, "conflict", "", note.conflicts);
  for (const rule of note.rejectedRules) add(at, "rejected", rule, 1);
  for (const name of note.uncountedNames) add(at, "uncounted", name, 1);
  for (const { eventName, missing } of note.unread) add(at, "unread", unreadDetail(eventName, missing), 1);
  const all = pending();
  if (all.rows.size === 0 || all.timer) return;
  all.timer = setTimeout(() => {
    flushIngestStatistics().catch((error) => console.warn("ingest statistics:", error));
  }, flushEveryMs);
  all.timer.unref();
}

function add(at: Date, outcome: Row["outcome"], said: string, events: number, lagMs = 0): void {
  const { rows } = pending();
  const minute = new Date(Math.floor(at.getTime() / minuteMs) * minuteMs);
  const detail = rows.size < mostRows ? said.slice(0, longestDetail) : "";
  gather(rows, { minute, outcome, detail, events, worstLagMs: lagMs, lastAt: at });
}

function gather(rows: Map<string, Row>, added: Row): void {
  const { minute, outcome, detail, events, worstLagMs: lagMs, lastAt: at } = added;
  const key = `${minute.getTime()} ${outcome} ${detail}`;
  const row = rows.get(key);
  if (!row) {
    rows.set(key, { ...added });
    return;
  }
  row.events += events;
  if (lagMs > row.worstLagMs) row.worstLagMs = lagMs;
  if (at > row.lastAt) row.lastAt = at;
}

/** Writes what has gathered. If the database does not answer it is lost: it is a statistic, and memory stays bounded. */
export async function flushIngestStatistics(): Promise<void> {
  const all = pending();
  clearTimeout(all.timer);
  all.timer = undefined;
  // In the order of the key, as every process writes them, so that no two wait for each other in a circle.
  const rows = [...withFewNames(all.rows, all.named)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  all.rows = new Map();
  if (rows.length === 0) return;
  const newestMs = Math.max(...rows.map(({ lastAt }) => lastAt.getTime()));
  await acrossTenants(async (tx) => {
    await tx
      .insert(ingestMinutes)
      .values(rows)
      .onConflictDoUpdate({
        target: [ingestMinutes.minute, ingestMinutes.outcome, ingestMinutes.detail],
        set: {
          events: sql`${ingestMinutes.events} + excluded.events`,
          worstLagMs: sql`greatest(${ingestMinutes.worstLagMs}, excluded.worst_lag_ms)`,
          lastAt: sql`greatest(${ingestMinutes.lastAt}, excluded.last_at)`,
        },
      });
    if (newestMs - all.sweptAtMs < 60 * minuteMs) return;
    all.sweptAtMs = newestMs;
    const oldest = new Date(newestMs - retentionDays * 24 * 60 * minuteMs);
    await tx.delete(ingestMinutes).where(lt(ingestMinutes.minute, oldest));
  });
}

/** Senders choose these details, so their number is bounded. */
const isNamed = ({ outcome }: Row): boolean => outcome === "uncounted" || outcome === "unread";

/**
 * The rows with at most so many names for a minute, also over all the times that it is written: those that it has already,
 * then those with most events. What the others counted goes to the name "".
 */
function withFewNames(rows: ReadonlyMap<string, Row>, named: Map<string, Set<string>>): Map<string, Row> {
  const few = new Map<string, Row>();
  const names: Row[] = [];
  for (const row of rows.values())
    if (isNamed(row) && row.detail !== "") names.push(row);
    else gather(few, row);
  for (const row of names.sort((a, b) => b.events - a.events)) {
    const minute = `${row.minute.getTime()} ${row.outcome}`;
    const known = named.get(minute) ?? new Set<string>();
    named.set(minute, known);
    if (known.size < mostNames) known.add(row.detail);
    gather(few, known.has(row.detail) ? row : { ...row, detail: "" });
  }
  // A minute that is over is hardly written any more.
  for (const minute of named.keys()) if (named.size > 2 * rememberedMinutes) named.delete(minute);
  return few;
}
