import { linesOf, spreadsheetRows } from "@/lib/csv/spreadsheet";
import type { FieldError } from "@/lib/domain/errors";
import { importColumns } from "./import-columns";
import { type ImportRow, readRow } from "./read-row";

/** As many rows as one transaction takes in a few seconds. */
const mostRows = 1_000;

export type ImportFile = { rows: ImportRow[]; problems: (FieldError & { line: number })[] };

const known = new Set<string>(importColumns.map(({ name }) => name));

/**
 * Reads a spreadsheet whose first row names its columns, in any order. A column without a name may stand between others
 * as long as it is empty.
 */
export async function readImportFile(text: string): Promise<ImportFile> {
  const file: ImportFile = { rows: [], problems: [] };
  if (isWorkbook(text)) return { rows: [], problems: [{ line: 1, field: "", rule: "workbook" }] };
  let columns: string[] | undefined;
  for await (const { line, cells } of spreadsheetRows(linesOf([text]))) {
    const wrong = (field: string, rule: string, params?: FieldError["params"]) =>
      file.problems.push({ line, field, rule, ...(params ? { params } : {}) });
    if (!cells) wrong("", "stray_quote");
    else if (!columns) {
      columns = cells.map((cell) => cell.trim().toLowerCase());
      for (const name of columns) if (name !== "" && !known.has(name)) wrong(name, "unknown_column");
      for (const name of new Set(
        columns.filter((each, place) => each !== "" && columns?.indexOf(each) !== place),
      ))
        wrong(name, "column_twice");
      if (!columns.includes("slug")) wrong("slug", "required");
      if (file.problems.length > 0) return file;
    } else if (cells.length !== columns.length)
      wrong("", "wrong_number_of_cells", { expected: columns.length, found: cells.length });
    else if (cells.some((cell, place) => columns?.[place] === "" && cell.trim() !== ""))
      wrong("", "cell_without_column");
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

/** A file of Excel or LibreOffice is a ZIP archive. */
const isWorkbook = (text: string): boolean => text.startsWith("PK\u0003\u0004");
