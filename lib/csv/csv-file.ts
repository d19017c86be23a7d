/**
 * Rows as a CSV file (RFC 4180) that spreadsheets open rightly: CRLF, and a byte order mark, without which Excel reads
 * Japanese as something else. Text that a spreadsheet would take for a formula is marked as text; numbers are left alone.
 */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + rows.map(csvLine).join("");
}

export const byteOrderMark = "\uFEFF";

/** One row with its end, for files that are sent as they are read. */
export const csvLine = (row: readonly string[]): string => `${row.map(cell).join(",")}\r\n`;

const isNumber = /^-?\d+(\.\d+)?$/;

function cell(text: string): string {
  // The wide forms begin a formula in a Japanese spreadsheet.
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
