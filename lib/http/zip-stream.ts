import { Zip, ZipPassThrough } from "fflate";

export type ZipEntry = { name: string; bytes: Uint8Array };

/** A zip file that is sent while it is made: one entry is in memory at a time. PDFs are compressed already, so they are stored. */
export function zipStream(entries: AsyncIterable<ZipEntry>): ReadableStream<Uint8Array> {
  const source = entries[Symbol.asyncIterator]();
  let zip: Zip;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, part, isLast) => {
        if (error) controller.error(error);
        else controller.enqueue(part);
        if (isLast) controller.close();
      });
    },
    async pull() {
      const next = await source.next();
      if (next.done) return zip.end();
      const entry = new ZipPassThrough(next.value.name);
      zip.add(entry);
      entry.push(next.value.bytes, true);
    },
    async cancel() {
      zip.terminate();
      await source.return?.();
    },
  });
}
