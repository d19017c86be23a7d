import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Busy } from "@/lib/db/group-commit";
import { Refused } from "@/lib/domain/errors";
import {
  type Ingested,
  type RejectedEvent,
  refusalOf,
} from "@/lib/features/usage/metering/ingest/ingest-events";
import { BodyTooLarge } from "../signed-request";
import { type Bytes, type IngestedLines, ingestLines, nothingButRejected } from "./event-lines";

/**
 * Limits of the disk space for lines that are being checked: the largest body, and how many at once in one
 * process.
 */
const largestFileBytes = 1024 ** 3;
const mostFiles = 4;

/** How long a piece waits for a busy database before the rest is given up. */
const patienceMs = 60_000;
const pauseMs = 250;

/** Checks events without accepting any; accepts events. `at` is the time at which the lines arrived. */
export type WholeFile = {
  now: () => Promise<Date>;
  check: (events: unknown[], at: Date) => Promise<RejectedEvent[]>;
  ingest: (events: unknown[], at: Date) => Promise<Ingested>;
};

let files = 0;

/**
 * Accepts all lines or none. The lines are written to the disk while they are checked. Once the last one is
 * known to be valid they are ingested in pieces, each with the time at which it arrived. Memory holds one
 * piece. Refusals: `invalid_input` with the first lines that break a rule and their total number; `Busy`
 * while too many files are being checked.
 */
export async function ingestWholeFile(
  body: Bytes | null,
  { now, check, ingest }: WholeFile,
): Promise<IngestedLines> {
  if (files >= mostFiles) throw new Busy();
  files++;
  let file: FileHandle | undefined;
  try {
    file = await openNameless();
    const times: Date[] = [];
    const checked = await ingestLines(kept(body, file), async (events) => {
      const at = await now();
      times.push(at);
      return nothingButRejected(await check(events, at));
    });
    if (checked.rejectedCount > 0)
      throw refusalOf(checked.rejected, { rejectedCount: checked.rejectedCount });
    const again = file.createReadStream({ start: 0, autoClose: false });
    return await ingestLines(again, (events) => patiently(events, times.shift() as Date, ingest));
  } finally {
    files--;
    await file?.close();
  }
}

/** A file without a name in any folder, which disappears with this process. */
async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(path.join(tmpdir(), "choba-events-"));
  try {
    return await open(path.join(folder, "lines"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* kept(body: Bytes | null, file: FileHandle): Bytes & AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > largestFileBytes) throw new BodyTooLarge();
    await file.appendFile(chunk);
    yield chunk;
  }
}

async function patiently(events: unknown[], at: Date, ingest: WholeFile["ingest"]): Promise<Ingested> {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      return await ingest(events, at);
    } catch (error) {
      const isBusy = error instanceof Refused && error.refusal.code === "busy";
      if (!isBusy || waitedMs >= patienceMs) throw error;
      await sleep(pauseMs);
    }
  }
}
