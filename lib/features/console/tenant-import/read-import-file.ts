import { csvRecords } from "@/lib/csv/csv-records";
import type { FieldError } from "@/lib/domain/errors";
import { importColumns } from "./import-columns";
import { type ImportRow, readRow } from "./read-row";

/** As many rows as one transaction takes in a few seconds. */
const mostRows = 1_000;

export type ImportFile = { rows: ImportRow[]; problems: (FieldError & { line: number })[] };

const known = new Set<string>(importColumns.map(({ name }) => name));

/**
 * Reads the text of a CSV whose first row names its columns, in any order. Commas or tabs: what is copied out of a
 * spreadsheet has tabs.
 */
export async function readImportFile(text: string): Promise<ImportFile> {
  const file: ImportFile = { rows: [], problems: [] };
  let columns: string[] | undefined;
  for await (const { line, cells } of csvRecords(linesOf(text))) {
    const wrong = (field: string, rule: string, params?: FieldError["params"]) =>
      file.problems.push({ line, field, rule, ...(params ? { params } : {}) });
    if (!cells) wrong("", "stray_quote");
    else if (!columns) {
      columns = cells.map((cell) => cell.trim().toLowerCase());
      for (const name of columns) if (!known.has(name)) wrong(name, "unknown_column");
      for (const name of new Set(columns.filter((each, place) => columns?.indexOf(each) !== place)))
        wrong(name, "column_twice");
      if (!columns.includes("slug")) wrong("slug", "required");
      if (file.problems.length > 0) return file;
    } else if (cells.length !== columns.length)
      wrong("", "wrong_number_of_cells", { expected: columns.length, found: cells.length });
    else if (file.rows.length === mostRows) {
      wrong("", "too_many_rows", { maximum: mostRows });
      return file;
    } else
      file.rows.push(
        readRow(line, Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? ""]))),
      );
  }
  if (file.rows.length === 0 && file.problems.length === 0)
    file.problems.push({ line: 1, field: "", rule: "no_rows" });
  return file;
}

async function* linesOf(text: string): AsyncGenerator<string> {
  const plain = text.replace(/^\uFEFF/, "");
  const [head = ""] = plain.split("\n", 1);
  const isTabbed = head.includes("\t") && !head.includes(",");
  for (const line of plain.split(/\r?\n/)) yield isTabbed ? fromTabs(line) : line;
}

/** Cells between tabs as cells between commas. Spreadsheets quote what they copy only where a cell has a line break. */
const fromTabs = (line: string): string =>
  line
    .split("\t")
    .map((cell) => (/[",]/.test(cell) && !cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",");
