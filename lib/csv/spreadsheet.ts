import { type CsvRecord, csvRecords } from "./csv-records";

/** What spreadsheets put between cells: a semicolon where a comma is the decimal mark, tabs where rows are copied. */
const separators = [",", ";", "\t"] as const;
type Separator = (typeof separators)[number];

/** Some programs name the separator in a line before all others. */
const ownLine = /^sep=([,;\t])$/i;

/**
 * The rows of a spreadsheet as people save it or copy it. The separator is read from the first row, which names the
 * columns. Rows without any content are left out, and so are empty cells beyond the last named column; a row that lacks
 * cells, or has content where no column is, keeps its length and is for the caller to refuse.
 */
export async function* spreadsheetRows(lines: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let width: number | undefined;
  const { separator, skipped, all } = await peek(lines);
  for await (const { line, cells } of csvRecords(all, separator)) {
    const filled = cells && cells.length - trailing(cells);
    if (filled === 0) continue;
    const at = line + skipped;
    if (!cells || filled === null) {
      yield { line: at, cells: null };
      continue;
    }
    width ??= filled;
    yield { line: at, cells: cells.slice(0, Math.max(width, filled)) };
  }
}

function trailing(cells: readonly string[]): number {
  let empty = 0;
  while (empty < cells.length && (cells[cells.length - 1 - empty] ?? "").trim() === "") empty++;
  return empty;
}

/** Reads as far as the first row with content, and gives all lines again. */
async function peek(lines: AsyncIterable<string>) {
  const source = lines[Symbol.asyncIterator]();
  const read: string[] = [];
  let separator: Separator | undefined;
  let skipped = 0;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    const named = read.length === 0 && ownLine.exec(next.value.trim())?.[1];
    if (named) {
      separator = named as Separator;
      skipped = 1;
      continue;
    }
    read.push(next.value);
    if (/[^\s,;"]/.test(next.value)) break;
  }
  async function* all(): AsyncGenerator<string> {
    yield* read;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  }
  return { separator: separator ?? mostIn(read.at(-1) ?? ""), skipped, all: all() };
}

const mostIn = (line: string): Separator => {
  const counts = separators.map((each) => line.split(each).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ",";
};

/** The lines of a text that comes in pieces, whether they end with LF, CR LF or CR alone, without a byte order mark. */
export async function* linesOf(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let rest = "";
  let isFirst = true;
  for await (const piece of pieces) {
    rest += isFirst ? piece.replace(/^\uFEFF/, "") : piece;
    isFirst = false;
    // A CR at the end may be the half of a CR LF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest.endsWith("\r")) yield rest.slice(0, -1);
  else if (rest !== "") yield rest;
}
