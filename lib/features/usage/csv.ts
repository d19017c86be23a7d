/**
 * Rows as a CSV file (RFC 4180) that spreadsheets open rightly: CRLF, and a byte order mark, without which Excel reads
 * Japanese as something else. Text that a spreadsheet would take for a formula is marked as text; numbers are left alone.
 */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

const isNumber = /^-?\d+(\.\d+)?$/;

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
