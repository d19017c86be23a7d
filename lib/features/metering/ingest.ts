import { z } from "zod";
import { Busy } from "@/lib/db/group-commit";
import { type FieldError, Refused, type Result, succeeded } from "@/lib/domain/errors";
import { checkEvent, type UsageEvent } from "@/lib/domain/metering/event";
import { authoriseDesk } from "../shared/authorise";
import { answerRefusal } from "../shared/command";
import type { Context } from "../shared/context";
import { parseInput } from "../shared/parse-input";
import { acceptedTimes } from "./accepted-times";
import { commitEvents } from "./commit-events";
import { directoryFor } from "./directory";
import { type PreparedEvent, prepare } from "./prepare";

/** Most events in one call of JSON (seed 4's API takes as many). */
export const largestBatch = 1_000;

const schema = z.strictObject({
  /** Checked one by one, so that a bad one does not hide the others. */
  events: z.array(z.unknown()).min(1).max(largestBatch),
  /** True: one bad event refuses the whole call. */
  allOrNothing: z.boolean().default(false),
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
};

/**
 * Takes usage events of any tenants. What is answered is committed and shows in the next count; sending the same again
 * changes nothing, so a caller without an answer simply repeats. Refusals: `invalid_input` (by index and field) if
 * nothing could be taken or the caller wants all or nothing, `busy` when too much waits for the database.
 */
export async function ingestEvents(
  ctx: Context,
  rawInput: z.input<typeof schema>,
): Promise<Result<Ingested>> {
  try {
    authoriseDesk(ctx, "usage.ingest");
    const { events, allOrNothing } = parseInput(schema, rawInput);
    const { prepared, indexes, rejected, uncountedNames } = await checkAll(ctx, events);
    if (rejected.length > 0 && (allOrNothing || prepared.length === 0)) throw refusalOf(rejected);
    const outcomes = await commitEvents(prepared, ctx.now);
    return succeeded({
      new: outcomes.filter((outcome) => outcome === "new").length,
      known: outcomes.filter((outcome) => outcome === "known").length,
      conflicts: outcomes.flatMap((outcome, place) => {
        const eventId = prepared[place]?.event.eventId ?? "";
        return outcome === "conflict" ? [{ index: indexes[place] ?? 0, eventId }] : [];
      }),
      rejected,
      uncountedNames,
    });
  } catch (error) {
    if (error instanceof Busy) return { ok: false, refusal: { code: "busy" } };
    return answerRefusal(error);
  }
}

async function checkAll(ctx: Context, events: readonly unknown[]) {
  const times = acceptedTimes(ctx.now);
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
  const uncounted = new Set<string>();
  const counted = new Set(directory.units.map(({ rule }) => rule.eventName));
  for (const { index, event, hasOwnTime } of valid) {
    const ready = prepare(event, hasOwnTime, directory);
    if ("errors" in ready) {
      rejected.push({ index, errors: ready.errors });
      continue;
    }
    prepared.push(ready);
    indexes.push(index);
    if (!counted.has(event.eventName)) uncounted.add(event.eventName);
  }
  rejected.sort((a, b) => a.index - b.index);
  return { prepared, indexes, rejected, uncountedNames: [...uncounted] };
}

const namesTime = (raw: unknown): boolean => {
  const { timestamp } = raw as { timestamp?: unknown };
  return timestamp !== undefined && timestamp !== null;
};

function refusalOf(rejected: readonly RejectedEvent[]): Refused {
  const fields = rejected.flatMap(({ index, errors }) =>
    errors.map((error) => ({ ...error, field: `events.${index}${error.field && `.${error.field}`}` })),
  );
  return new Refused("invalid_input", { fields });
}
