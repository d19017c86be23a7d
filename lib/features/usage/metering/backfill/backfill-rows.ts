import { createReadStream } from "node:fs";
import { linesOf, spreadsheetRows } from "@/lib/csv/spreadsheet";
import type { FieldError } from "@/lib/domain/errors";
import { encodingOf } from "@/lib/domain/text/text-encoding";

/** One event of a file, or why its row is none. `line` is where the row begins, from 1. */
export type FileRow = { line: number; event: unknown; errors: FieldError[] };

/** Columns of a CSV that are no metadata; all others are called `metadata.<name>`. */
const eventColumns = new Set(["event_id", "customer_id", "tenant_id", "event_name", "timestamp"]);
const metadataColumn = "metadata.";

/** Reads events from a file row by row: `.csv` with a first row of column names, anything else one JSON object a line. */
export function rowsOf(file: string): AsyncGenerator<FileRow> {
  return file.toLowerCase().endsWith(".csv") ? csvRows(file) : jsonRows(file);
}

async function* jsonRows(file: string): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const text of linesOf(textOf(file))) {
    line++;
    if (text.trim() === "") continue;
    try {
      yield { line, event: JSON.parse(text), errors: [] };
    } catch {
      yield { line, event: null, errors: [{ field: "", rule: "not_json" }] };
    }
  }
}

async function* csvRows(file: string): AsyncGenerator<FileRow> {
  let columns: string[] | undefined;
  for await (const { line, cells } of spreadsheetRows(linesOf(textOf(file)))) {
    if (!cells) {
      yield { line, event: null, errors: [{ field: "", rule: "stray_quote" }] };
      // Without the names of its columns nothing of a file can be read.
      if (!columns) return;
    } else if (!columns) {
      columns = cells.map((cell) => cell.trim());
      const unknown = columns.filter((name) => !eventColumns.has(name) && !name.startsWith(metadataColumn));
      if (unknown.length > 0) {
        yield { line, event: null, errors: unknown.map((field) => ({ field, rule: "unknown_field" })) };
        return;
      }
    } else if (cells.length !== columns.length) {
      yield { line, event: null, errors: [{ field: "", rule: "wrong_number_of_cells" }] };
    } else yield { line, event: eventOf(columns, cells), errors: [] };
  }
}

/** An empty cell says nothing. Values stay text: their digits are exact. */
function eventOf(columns: readonly string[], cells: readonly string[]): unknown {
  const event: Record<string, unknown> = {};
  const metadata: Record<string, string> = {};
  columns.forEach((name, place) => {
    const cell = cells[place] ?? "";
    if (cell === "") return;
    if (eventColumns.has(name)) event[name] = cell;
    else metadata[name.slice(metadataColumn.length)] = cell;
  });
  return { ...event, metadata };
}

async function* textOf(file: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const bytes of createReadStream(file)) {
    decoder ??= new TextDecoder(encodingOf(bytes, false));
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder) yield decoder.decode();
}
