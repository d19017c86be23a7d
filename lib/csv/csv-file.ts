/**
 * Rows as a CSV file (RFC 4180) that spreadsheets open correctly: with CRLF, and with a byte order mark,
 * without which Excel misreads Japanese. Text that a spreadsheet would run as a formula is marked as text;
 * numbers are not changed.
 */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + rows.map(csvLine).join("");
}

export const byteOrderMark = "\uFEFF";

/** One row with its line end, for files that are sent while they are read. */
export const csvLine = (row: readonly string[]): string => `${row.map(cell).join(",")}\r\n`;

const isNumber = /^-?\d+(\.\d+)?$/;

function cell(text: string): string {
  // In a Japanese spreadsheet the full-width forms begin a formula too.
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
