import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Ingested } from "@/lib/features/usage/metering/ingest/ingest-events";

/** Lines and characters in one write, and the longest line: together they bound what a stream keeps in memory. */
const linesAtOnce = 1_000;
const charactersAtOnce = 1024 * 1024;
const longestLine = 64 * 1024;
/** Most rejections, conflicts and names in an answer; the first ones are told, and of the others how many there are. */
const mostTold = 1_000;

/** `rejected` and `conflicts` are the first ones of so many. */
export type IngestedLines = Ingested & { rejectedCount: number; conflictCount: number };

/**
 * Reads events line by line and takes them in pieces, waiting for each piece's commit before reading on. If a piece is
 * refused (too busy) the pieces before it stand: sending the whole stream again changes nothing for those.
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
  return total.answer();
}

/** What comes in over time: the body of a request, or a file. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Lines as they are taken together; the same lines make the same pieces again. A line that is too long stands alone. */
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

/** A piece in which nothing is valid is refused as a whole; within a stream its events are told like any others. */
async function takeOrReject(
  batch: unknown[],
  ingest: (events: unknown[]) => Promise<Ingested>,
): Promise<Ingested> {
  try {
    return await ingest(batch);
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code !== "invalid_input") throw error;
    const byIndex = new Map<number, FieldError[]>();
    for (const { field, ...rest } of error.refusal.fields ?? []) {
      const [, index = "0", inner = ""] = /^events\.(\d+)\.?(.*)$/.exec(field) ?? [];
      const errors = byIndex.get(Number(index)) ?? [];
      byIndex.set(Number(index), [...errors, { field: inner, ...rest }]);
    }
    return nothingButRejected([...byIndex].map(([index, errors]) => ({ index, errors })));
  }
}

const lineTooLong: FieldError = { field: "", rule: "too_long", params: { maximum: longestLine } };
const rejectedLine = { index: 0, errors: [lineTooLong] };

export const nothingButRejected = (rejected: Ingested["rejected"]): Ingested => ({
  new: 0,
  known: 0,
  conflicts: [],
  rejected,
  uncountedNames: [],
});

/** Adds pieces up, their indexes moved by what came before them. */
function summary() {
  const total = { new: 0, known: 0, rejectedCount: 0, conflictCount: 0 };
  const conflicts: Ingested["conflicts"] = [];
  const rejected: Ingested["rejected"] = [];
  const names = new Set<string>();
  return {
    add(piece: Ingested, before: number): void {
      total.new += piece.new;
      total.known += piece.known;
      total.rejectedCount += piece.rejected.length;
      total.conflictCount += piece.conflicts.length;
      const moved = <Entry extends { index: number }>(entry: Entry) => ({
        ...entry,
        index: entry.index + before,
      });
      conflicts.push(...piece.conflicts.slice(0, mostTold - conflicts.length).map(moved));
      rejected.push(...piece.rejected.slice(0, mostTold - rejected.length).map(moved));
      for (const name of piece.uncountedNames) if (names.size < mostTold) names.add(name);
    },
    answer: (): IngestedLines => ({ ...total, conflicts, rejected, uncountedNames: [...names] }),
  };
}

/** What is no JSON becomes null, which no event is: it is told by its index. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** In place of a line that is too long, none of which is kept. */
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
