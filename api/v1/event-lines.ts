import { Refused } from "@/lib/domain/errors";
import type { Ingested } from "@/lib/features/metering/ingest";

/** Lines in one write, and the longest line: together they bound what a stream keeps in memory. */
const linesAtOnce = 1_000;
const longestLine = 64 * 1024;

/**
 * Reads events line by line and takes them in pieces, waiting for each piece's commit before reading on. If a piece is
 * refused (too busy) the pieces before it stand: sending the whole stream again changes nothing for those.
 */
export async function ingestLines(
  body: ReadableStream<Uint8Array> | null,
  ingest: (events: unknown[]) => Promise<Ingested>,
): Promise<Ingested> {
  const total: Ingested = { new: 0, known: 0, conflicts: [], rejected: [], uncountedNames: [] };
  let batch: unknown[] = [];
  let before = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    add(total, await takeOrReject(batch, ingest), before);
    before += batch.length;
    batch = [];
  };
  for await (const line of linesOf(body)) {
    if (line.trim() === "") continue;
    batch.push(parsed(line));
    if (batch.length === linesAtOnce) await flush();
  }
  await flush();
  return total;
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
    const byIndex = new Map<number, { field: string; rule: string }[]>();
    for (const { field, ...rest } of error.refusal.fields ?? []) {
      const [, index = "0", inner = ""] = /^events\.(\d+)\.?(.*)$/.exec(field) ?? [];
      const errors = byIndex.get(Number(index)) ?? [];
      byIndex.set(Number(index), [...errors, { field: inner, ...rest }]);
    }
    const rejected = [...byIndex].map(([index, errors]) => ({ index, errors }));
    return { new: 0, known: 0, conflicts: [], rejected, uncountedNames: [] };
  }
}

function add(total: Ingested, piece: Ingested, before: number): void {
  total.new += piece.new;
  total.known += piece.known;
  const moved = <Entry extends { index: number }>(entry: Entry) => ({
    ...entry,
    index: entry.index + before,
  });
  total.conflicts.push(...piece.conflicts.map(moved));
  total.rejected.push(...piece.rejected.map(moved));
  total.uncountedNames = [...new Set([...total.uncountedNames, ...piece.uncountedNames])];
}

/** What is no JSON becomes null, which no event is: it is told by its index. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (!body) return;
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine)
      throw new Refused("invalid_input", {
        fields: [{ field: "line", rule: "too_long", params: { maximum: longestLine } }],
      });
    yield* lines;
  }
  if (rest) yield rest;
}
