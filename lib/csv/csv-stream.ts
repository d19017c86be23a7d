import { byteOrderMark, csvLine } from "./csv-file";

/** How a row becomes a line: the names of the columns, and a row's cells in the same order. */
export type CsvCells<Row> = { head: string[]; of: (row: Row) => string[] };

/** A CSV file that is sent while it is read: the next batch is read when the reader has taken the last one. */
export function csvResponse<Row>(
  fileName: string,
  { head, of }: CsvCells<Row>,
  batches: AsyncIterable<Row[]>,
): Response {
  const encoder = new TextEncoder();
  const source = batches[Symbol.asyncIterator]();
  const lines = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(byteOrderMark + csvLine(head))),
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value.map((row) => csvLine(of(row))).join("")));
    },
    async cancel() {
      await source.return?.();
    },
  });
  return new Response(lines, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Cache-Control": "no-store",
    },
  });
}
