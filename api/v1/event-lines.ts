import { type FieldError, Refused } from "@/lib/domain/errors";
import { gatherUnread } from "@/lib/domain/metering/unread-events";
import type { Ingested } from "@/lib/features/usage/metering/ingest/ingest-events";
import { AmbiguousJson, parseStrictly } from "@/lib/http/strict-json";

/**
 * Lines and characters in one write, and the longest line. Together they limit what a stream keeps in memory.
 */
const linesAtOnce = 1_000;
const charactersAtOnce = 1024 * 1024;
const longestLine = 64 * 1024;
/**
 * The most rejections, conflicts and names in a response. The first ones are listed, and the number of all is
 * given.
 */
const mostListed = 1_000;

/** `rejected`, `conflicts` and `notBilled` list the first ones; these are the numbers of all. */
export type IngestedLines = Ingested & {
  rejectedCount: number;
  conflictCount: number;
  notBilledCount: number;
};

/**
 * Reads events line by line and ingests them in pieces. It waits for each piece's commit before it reads on.
 * If a piece is refused (too busy), the earlier pieces stay committed: sending the whole stream again changes
 * nothing for them.
 */
export async function ingestLines(
  body: Bytes | null,
  ingest: (events: unknown[]) => Promise<Ingested>,
): Promise<IngestedLines> {
  const total = summary();
  let before = 0;
  for await (const piece of piecesOf(body)) {
    const isTooLong = piece === tooLong;
    total.add(isTooLong ? nothingButRejected([rejectedLine]) : await takeOrReject(piece, ingest), before);
    before += isTooLong ? 1 : piece.length;
  }
  return total.result();
}

/** Bytes that arrive over time: the body of a request, or a file. */
export type Bytes = AsyncIterable<Uint8Array>;

/**
 * Lines in pieces; the same lines make the same pieces again. A line that is too long is a piece of its own.
 */
async function* piecesOf(body: Bytes | null): AsyncGenerator<unknown[] | typeof tooLong> {
  let batch: unknown[] = [];
  let characters = 0;
  for await (const line of linesOf(body)) {
    if (line !== tooLong && line.trim() === "") continue;
    if (line !== tooLong) {
      batch.push(parsed(line));
      characters += line.length;
    }
    const isFull = batch.length === linesAtOnce || characters >= charactersAtOnce;
    if (batch.length > 0 && (isFull || line === tooLong)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    if (line === tooLong) yield tooLong;
  }
  if (batch.length > 0) yield batch;
}

/**
 * A piece without any valid event is refused as a whole. Within a stream its events are reported like any
 * others.
 */
async function takeOrReject(
  batch: unknown[],
  ingest: (events: unknown[]) => Promise<Ingested>,
): Promise<Ingested> {
  try {
    return withReasons(batch, await ingest(batch.map(eventOf)));
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code !== "invalid_input") throw error;
    const byIndex = new Map<number, FieldError[]>();
    for (const { field, ...rest } of error.refusal.fields ?? []) {
      const [, index = "0", inner = ""] = /^events\.(\d+)\.?(.*)$/.exec(field) ?? [];
      const errors = byIndex.get(Number(index)) ?? [];
      byIndex.set(Number(index), [...errors, { field: inner, ...rest }]);
    }
    const rejected = [...byIndex].map(([index, errors]) => ({ index, errors }));
    return withReasons(batch, nothingButRejected(rejected));
  }
}

/** No event is null, so a line that holds none is rejected at its index. */
const eventOf = (line: unknown): unknown => (line instanceof UnreadableLine ? null : line);

const withReasons = (batch: unknown[], ingested: Ingested): Ingested => ({
  ...ingested,
  rejected: ingested.rejected.map((each) => {
    const line = batch[each.index];
    return line instanceof UnreadableLine ? { ...each, errors: line.errors } : each;
  }),
});

const lineTooLong: FieldError = { field: "", rule: "too_long", params: { maximum: longestLine } };
const rejectedLine = { index: 0, errors: [lineTooLong] };

export const nothingButRejected = (rejected: Ingested["rejected"]): Ingested => ({
  new: 0,
  known: 0,
  conflicts: [],
  rejected,
  uncountedNames: [],
  notBilled: [],
  unreadEvents: [],
});

/** Adds the results of pieces up. Indexes are moved by the number of earlier lines. */
function summary() {
  const total = { new: 0, known: 0, rejectedCount: 0, conflictCount: 0, notBilledCount: 0 };
  const conflicts: Ingested["conflicts"] = [];
  const rejected: Ingested["rejected"] = [];
  const notBilled: Ingested["notBilled"] = [];
  const names = new Set<string>();
  let unread: Ingested["unreadEvents"] = [];
  return {
    add(piece: Ingested, before: number): void {
      total.new += piece.new;
      total.known += piece.known;
      total.rejectedCount += piece.rejected.length;
      total.conflictCount += piece.conflicts.length;
      total.notBilledCount += piece.notBilled.length;
      const moved = <Entry extends { index: number }>(entry: Entry) => ({
        ...entry,
        index: entry.index + before,
      });
      conflicts.push(...piece.conflicts.slice(0, mostListed - conflicts.length).map(moved));
      rejected.push(...piece.rejected.slice(0, mostListed - rejected.length).map(moved));
      notBilled.push(...piece.notBilled.slice(0, mostListed - notBilled.length).map(moved));
      for (const name of piece.uncountedNames) if (names.size < mostListed) names.add(name);
      if (piece.unreadEvents.length > 0)
        unread = gatherUnread([...unread, ...piece.unreadEvents]).slice(0, mostListed);
    },
    result: (): IngestedLines => ({
      ...total,
      conflicts,
      rejected,
      notBilled,
      uncountedNames: [...names],
      unreadEvents: unread,
    }),
  };
}

/** A line that holds no event that could be meant, and why. */
class UnreadableLine {
  constructor(readonly errors: FieldError[]) {}
}

function parsed(line: string): unknown {
  // What the decoder writes in place of bytes that are no UTF-8.
  if (line.includes("\uFFFD")) return new UnreadableLine([{ field: "", rule: "not_utf8" }]);
  try {
    return parseStrictly(line);
  } catch (error) {
    return new UnreadableLine(
      error instanceof AmbiguousJson ? error.fields : [{ field: "", rule: "not_json" }],
    );
  }
}

/** Replaces a line that is too long; none of its text is kept. */
const tooLong = Symbol("too long");

async function* linesOf(body: Bytes | null): AsyncGenerator<string | typeof tooLong> {
  if (!body) return;
  const decoder = new TextDecoder();
  let rest = "";
  let isSkipping = false;
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      yield isSkipping || line.length > longestLine ? tooLong : line;
      isSkipping = false;
    }
    isSkipping ||= rest.length > longestLine;
    if (isSkipping) rest = "";
  }
  if (isSkipping) yield tooLong;
  else if (rest) yield rest;
}
