import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { sql } from "drizzle-orm";
import { usageArchivedKeys, usageCorrections, usageEvents } from "@/drizzle/schema";
import { inSnapshot, type Transaction } from "@/lib/db/transaction";
import type { Month } from "@/lib/domain/time/calendar";

/** A complete file of archived events. */
export type ArchiveFile = {
  /** Its name within the folder. */
  file: string;
  sha256: string;
  events: number;
  /** The greatest UUIDv7 among the keys in it. */
  newestOrderedKey: string | null;
};

const rowsAtOnce = 5_000;

/**
 * Writes the events before `end` whose keys are kept: gzip of one JSON object a line, by tenant and key, each with its
 * corrections. Under its name the file is there only when it is complete and has reached the disk.
 */
export async function writeArchiveFile(month: Month, end: Date, directory: string): Promise<ArchiveFile> {
  await mkdir(directory, { recursive: true });
  const file = `usage-events-${month}.ndjson.gz`;
  const unfinished = path.join(directory, `${file}.part`);
  const hash = createHash("sha256");
  const written = { events: 0, newestOrderedKey: null as string | null };
  await inSnapshot((tx) =>
    pipeline(
      Readable.from(lines(tx, end, written)),
      createGzip(),
      new Transform({
        transform(chunk, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      }),
      createWriteStream(unfinished),
    ),
  );
  await flush(unfinished);
  await rename(unfinished, path.join(directory, file));
  await flush(directory);
  return { file, sha256: hash.digest("hex"), ...written };
}

/** Onto the disk. A folder's entries too, where the system can. */
async function flush(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Windows flushes no folders.
    if (process.platform !== "win32") throw error;
  } finally {
    await handle.close();
  }
}

async function* lines(
  tx: Transaction,
  end: Date,
  written: { events: number; newestOrderedKey: string | null },
): AsyncGenerator<string> {
  // A cursor takes no parameters; the text is our own.
  const before = sql.raw(`'${end.toISOString()}'::timestamptz`);
  await tx.execute(sql`
    declare archived_events no scroll cursor for
    select e.event_key, jsonb_strip_nulls(jsonb_build_object(
      'tenant_id', 'ten_' || replace(e.tenant_id::text, '-', ''),
      'event_id', coalesce(e.event_id, e.event_key::text),
      'event_name', e.event_name,
      'timestamp', to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'recorded_at', to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'metadata', e.properties,
      'corrections', (
        select jsonb_agg(jsonb_build_object(
          'kind', c.kind, 'metadata', c.properties, 'timestamp', c.occurred_at, 'reason', c.reason,
          'actor', c.actor, 'corrected_at', c.corrected_at) order by c.correction_id)
        from ${usageCorrections} c where c.tenant_id = e.tenant_id and c.event_key = e.event_key)
      ))::text as line
    from ${usageEvents} e
    join ${usageArchivedKeys} k on k.tenant_id = e.tenant_id and k.event_key = e.event_key
    where e.occurred_at < ${before}
    order by e.tenant_id, e.event_key`);
  for (;;) {
    const rows = (
      await tx.execute<{ event_key: string; line: string }>(
        sql`fetch ${sql.raw(String(rowsAtOnce))} from archived_events`,
      )
    ).rows;
    if (rows.length > 0) yield `${rows.map(({ line }) => line).join("\n")}\n`;
    for (const { event_key: key } of rows)
      if (key[14] === "7" && (written.newestOrderedKey === null || key > written.newestOrderedKey))
        written.newestOrderedKey = key;
    written.events += rows.length;
    if (rows.length < rowsAtOnce) return;
  }
}
