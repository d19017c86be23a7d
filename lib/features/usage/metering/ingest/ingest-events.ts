import { z } from "zod";
import { isOfChosenTenants, reaches } from "@/lib/domain/access/actor";
import { type FieldError, type Refusal, Refused } from "@/lib/domain/errors";
import { gatherUnread, type UnreadEvents } from "@/lib/domain/metering/unread-events";
import { checkEvent, type UsageEvent } from "@/lib/domain/metering/usage-event";
import type { Context } from "@/lib/features/foundation/context/context";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { selfManaged } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { Archive } from "@/lib/features/usage/metering/units/archive-state";
import { type Directory, directoryFor } from "@/lib/features/usage/metering/units/directory";
import { acceptedTimes } from "./accepted-times";
import { commitEvents, type Outcome } from "./commit-events";
import { type IngestNote, noteIngest } from "./ingest-statistics";
import { type NotBilled, notBilledOf } from "./not-billed";
import { type PreparedEvent, prepare, type Unprepared } from "./prepare";
import { nothingUncounted, type Uncounted, uncountedAmong } from "./uncounted-events";
import { archivedEvents, knownFingerprints } from "./write-events";

/** Most events in one call of JSON. */
export const largestBatch = 1_000;

const schema = z.strictObject({
  /** Checked one by one, so that a bad one does not hide the others. */
  events: z.array(z.unknown()).min(1).max(largestBatch),
  /** True: one bad event refuses the whole call. */
  allOrNothing: z.boolean().default(false),
  /** True: however old, for bringing in the past; a right of its own. */
  anyAge: z.boolean().default(false),
});

export type RejectedEvent = { index: number; errors: FieldError[] };

export type Ingested = {
  /** Events that are counted from now on, and repeats of events that were counted before. */
  new: number;
  known: number;
  /** Events whose id is known with other content: the first one stands. */
  conflicts: { index: number; eventId: string }[];
  /** Events that break a rule; nothing of them was taken. */
  rejected: RejectedEvent[];
  /** Names that no meter unit listens to yet. Their events are kept. */
  uncountedNames: string[];
  /** Events that are counted and not billed, because their month is not corrected any more. */
  notBilled: NotBilled[];
  /** Events of counted names that add nothing, because no unit finds a property that it reads. They are kept. */
  unreadEvents: UnreadEvents[];
};

/**
 * Takes usage events of any tenants. What is answered is committed and shows in the next count; sending the same again
 * changes nothing, so a caller without an answer simply repeats. Refusals: `invalid_input` (by index and field) if
 * nothing could be taken or the caller wants all or nothing, `busy` when too much waits for the database.
 */
export const ingestEvents = useCase(selfManaged("usage.ingest"), {
  input: schema,
  checksText: true,
  async run({ ctx, input: { events, allOrNothing, anyAge } }): Promise<Ingested> {
    if (anyAge) authoriseConsole(ctx, "usage.backfill");
    const { prepared, indexes, rejected } = await checkEvents(ctx, events, anyAge);
    if (rejected.length > 0 && (allOrNothing || prepared.length === 0)) {
      noteIngest(noteOf(ctx.now, { prepared, outcomes: [], rejected, uncounted: nothingUncounted }));
      throw refusalOf(rejected);
    }
    const outcomes = await commitEvents(prepared, ctx);
    // As they were committed: a unit may have been defined since they were checked.
    const directory = await directoryFor([]);
    if (outcomes.includes("frozen")) {
      const named = await directoryFor(prepared.map(({ event }) => event.tenant));
      rejected.push(...frozenOf({ prepared, indexes, outcomes }, named));
    }
    const uncounted = uncountedAmong(prepared, directory);
    noteIngest(noteOf(ctx.now, { prepared, outcomes, rejected, uncounted }));
    return {
      new: countOf(outcomes, "new"),
      known: countOf(outcomes, "known"),
      conflicts: outcomes.includes("conflict") ? conflictsOf(outcomes, prepared, indexes) : [],
      rejected,
      uncountedNames: [...uncounted.names],
      unreadEvents: gatherUnread([...uncounted.unread.values()]),
      notBilled: notBilledOf({ prepared, indexes, outcomes }, directory, ctx.now),
    };
  },
});

function countOf(outcomes: readonly Outcome[], wanted: Outcome): number {
  let count = 0;
  for (const outcome of outcomes) if (outcome === wanted) count++;
  return count;
}

const conflictsOf = (
  outcomes: readonly Outcome[],
  prepared: readonly PreparedEvent[],
  indexes: readonly number[],
): Ingested["conflicts"] =>
  prepared.flatMap(({ event }, place) =>
    outcomes[place] === "conflict" ? [{ index: indexes[place] ?? 0, eventId: event.eventId }] : [],
  );

/** Events whose month was archived, or whose tenant was closed, while they were on their way. */
const frozenOf = (
  {
    prepared,
    indexes,
    outcomes,
  }: {
    prepared: readonly PreparedEvent[];
    indexes: readonly number[];
    outcomes: readonly Outcome[];
  },
  { archive, tenants }: Directory,
): RejectedEvent[] =>
  indexes.flatMap((index, place) => {
    const tenant = tenants.get(prepared[place]?.event.tenant ?? "");
    const error = tenant?.isClosed ? { field: "customer_id", rule: "tenant_closed" } : tooLate(archive);
    return outcomes[place] === "frozen" ? [{ index, errors: [error] }] : [];
  });

const tooLate = (archive: Archive | null): FieldError => ({
  field: "timestamp",
  rule: "month_archived",
  params: { before: archive?.before.toISOString() ?? "" },
});

/** An archived month takes repeats of its events and no new ones. The keys (`tenant key`) of the repeats. */
async function repeatsOfArchived(prepared: readonly PreparedEvent[], { archive }: Directory) {
  const old = archive ? prepared.filter(({ row }) => row.occurredAt < archive.before) : [];
  return archivedEvents(old.map(({ row }) => row));
}

/**
 * An event that was taken before stays taken, also if a unit that was defined since would refuse its value: those that
 * are exact repeats are ready, and write nothing.
 */
async function readyIfRepeated<Each extends { made: PreparedEvent | Unprepared }>(ready: Each[]) {
  const perhaps = ready.flatMap(({ made }) => ("errors" in made && made.repeat ? [made.repeat.row] : []));
  if (perhaps.length === 0) return ready;
  const known = await knownFingerprints(perhaps);
  return ready.map((each) => {
    const repeat = "errors" in each.made ? each.made.repeat : undefined;
    const isKnown = repeat && known.get(keyOf(repeat)) === repeat.row.fingerprint;
    return isKnown ? { ...each, made: repeat } : each;
  });
}

const keyOf = ({ row }: PreparedEvent) => `${row.tenantUuid} ${row.eventKey}`;

/** For a key of chosen tenants the others do not exist. */
function directoryOf({ actor }: Context, directory: Directory, names: readonly string[]): Directory {
  if (!isOfChosenTenants(actor)) return directory;
  const tenants: Directory["tenants"] = new Map();
  for (const name of names) {
    const tenant = directory.tenants.get(name);
    if (tenant && reaches(actor, tenant.id)) tenants.set(name, tenant);
  }
  return { ...directory, tenants };
}

/** What each event would come to, without writing any: those that are ready, and why the others are not. */
export async function checkEvents(ctx: Context, events: readonly unknown[], anyAge: boolean) {
  const times = { ...acceptedTimes(ctx.now), ...(anyAge ? { earliest: new Date(0) } : {}) };
  const rejected: RejectedEvent[] = [];
  const valid: { index: number; event: UsageEvent; hasOwnTime: boolean }[] = [];
  events.forEach((raw, index) => {
    const checked = checkEvent(raw, ctx.now, times);
    if (checked.ok) valid.push({ index, event: checked.value, hasOwnTime: namesTime(raw) });
    else rejected.push({ index, errors: checked.errors });
  });
  const directory = await directoryFor(valid.map(({ event }) => event.tenant));
  const prepared: PreparedEvent[] = [];
  const indexes: number[] = [];
  const { archive } = directory;
  const forCaller = directoryOf(
    ctx,
    directory,
    valid.map(({ event }) => event.tenant),
  );
  const ready = await readyIfRepeated(
    valid.map(({ index, event, hasOwnTime }) => ({ index, made: prepare(event, hasOwnTime, forCaller) })),
  );
  const repeats = await repeatsOfArchived(
    archive ? ready.flatMap(({ made }) => ("errors" in made ? [] : [made])) : [],
    directory,
  );
  for (const { index, made } of ready) {
    if ("errors" in made) {
      rejected.push({ index, errors: made.errors });
      continue;
    }
    const { row } = made;
    if (archive && row.occurredAt < archive.before && !repeats.has(keyOf(made))) {
      rejected.push({ index, errors: [tooLate(archive)] });
      continue;
    }
    prepared.push(made);
    indexes.push(index);
  }
  rejected.sort((a, b) => a.index - b.index);
  return { prepared, indexes, rejected };
}

/** What the console's statistics count of this call; nobody waits for it. */
function noteOf(
  at: Date,
  call: {
    prepared: readonly PreparedEvent[];
    outcomes: readonly Outcome[];
    rejected: readonly RejectedEvent[];
    uncounted: Uncounted;
  },
): IngestNote {
  const { outcomes, uncounted } = call;
  const taken = call.prepared.filter((_, place) => outcomes[place] === "new");
  const accepted = taken.map(({ event }) => event);
  return {
    at,
    new: accepted,
    known: countOf(outcomes, "known"),
    conflicts: countOf(outcomes, "conflict"),
    rejectedRules: call.rejected.map(({ errors }) => errors[0]?.rule ?? "invalid"),
    uncountedNames:
      uncounted.names.size === 0
        ? []
        : accepted.flatMap(({ eventName }) => (uncounted.names.has(eventName) ? [eventName] : [])),
    unread: uncounted.unread.size === 0 ? [] : taken.flatMap((each) => uncounted.unread.get(each) ?? []),
  };
}

const namesTime = (raw: unknown): boolean => {
  const { timestamp } = raw as { timestamp?: unknown };
  return timestamp !== undefined && timestamp !== null;
};

/** Refuses all for these; `params` tell more. */
export function refusalOf(rejected: readonly RejectedEvent[], params?: Refusal["params"]): Refused {
  const fields = rejected.flatMap(({ index, errors }) =>
    errors.map((error) => ({ ...error, field: `events.${index}${error.field && `.${error.field}`}` })),
  );
  return new Refused("invalid_input", { fields, params });
}
