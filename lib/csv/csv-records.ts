/** A record of a CSV with the number of its first line, from 1; null for a line that begins no record. */
export type CsvRecord = { line: number; cells: string[] | null };

/**
 * How long a record may be before its opening quote counts as a stray one. It is far more than an event can
 * have.
 */
const longestRecord = 256 * 1024;
const mostLines = 100;

/**
 * Records of RFC 4180: a cell that begins with a quote may hold commas, doubled quotes and line breaks. If a
 * quote stands elsewhere or does not end, that one line is no record, and the next line begins a new one.
 * Empty lines are left out. Between tabs a quote within a cell means itself: spreadsheets copy cells so.
 */
export async function* csvRecords(lines: AsyncIterable<string>, separator = ","): AsyncGenerator<CsvRecord> {
  let held: string[] = [];
  let begun = 1;
  let record = newRecord();
  /** Reads lines up to an unfinished record. At the file's end an unfinished record is none. */
  function* read(waiting: string[], isEnd: boolean): Generator<CsvRecord> {
    let todo = waiting;
    for (let at = 0; at < todo.length || (isEnd && held.length > 0); ) {
      const next = todo[at++];
      const state = next === undefined ? "broken" : take(record, next, separator);
      if (next !== undefined) held.push(next);
      const isTooLong = record.characters > longestRecord || held.length > mostLines;
      if (state === "open" && !isTooLong) continue;
      const isWhole = state === "whole";
      if (!isWhole || held.length > 1 || held[0]?.trim() !== "")
        yield { line: begun, cells: isWhole ? record.cells : null };
      begun += isWhole ? held.length : 1;
      // The lines that followed a broken record are read again as records of their own.
      if (!isWhole && held.length > 1) {
        todo = [...held.slice(1), ...todo.slice(at)];
        at = 0;
      }
      held = [];
      record = newRecord();
    }
  }
  for await (const line of lines) yield* read([line], false);
  yield* read([], true);
}

type Open = { cells: string[]; quoted: string | null; characters: number };
const newRecord = (): Open => ({ cells: [], quoted: null, characters: 0 });

/**
 * Adds a line to a record. The record is then complete, or its last cell continues in the next line, or it is
 * no record.
 */
function take(record: Open, line: string, separator: string): "whole" | "open" | "broken" {
  record.characters += line.length + 1;
  if (record.quoted !== null) record.quoted += "\n";
  for (let at = 0; ; ) {
    if (record.quoted === null) {
      if (line[at] !== '"') {
        const end = line.indexOf(separator, at);
        const cell = line.slice(at, end < 0 ? line.length : end);
        if (separator !== "\t" && cell.includes('"')) return "broken";
        record.cells.push(cell);
        if (end < 0) return "whole";
        at = end + 1;
        continue;
      }
      record.quoted = "";
      at++;
    }
    const quote = line.indexOf('"', at);
    if (quote < 0) {
      record.quoted += line.slice(at);
      return "open";
    }
    record.quoted += line.slice(at, quote);
    at = quote + 1;
    if (line[at] === '"') {
      record.quoted += '"';
      at++;
      continue;
    }
    record.cells.push(record.quoted);
    record.quoted = null;
    if (at === line.length) return "whole";
    if (line[at] !== separator) return "broken";
    at++;
  }
}
