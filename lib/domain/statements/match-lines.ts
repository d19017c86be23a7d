/** A line of a statement. `texts`: how it may be called on an invoice, in each language. */
export type StatedLine<Key extends string = string> = {
  id: Key;
  texts: readonly string[];
  amountMinor: bigint;
};

/** A line of an invoice that people made. */
export type InvoicedLine = { id: string; text: string; amountMinor: bigint };

export type Match<Key extends string = string> = { statedId: Key; invoicedId: string; invoicedMinor: bigint };

/**
 * Which line of an invoice carries which line of a statement. Lines of the same text and amount belong together; then lines
 * of the same text, whose amounts differ; then lines of the same amount, since people write their own texts. A line of
 * nothing is only found by its text. Each line is used once, in the order of the statement.
 *
 * Stated: "API calls" ¥1,000 and "Storage" ¥300. Invoiced: "API calls" ¥900 and "Extra" ¥300. Then API calls is invoiced
 * with ¥900, which is ¥100 less than stated, and Storage with ¥300.
 */
export function matchLines<Key extends string>(
  stated: readonly StatedLine<Key>[],
  invoiced: readonly InvoicedLine[],
): Match<Key>[] {
  const matches: Match<Key>[] = [];
  const free = new Set(invoiced);
  const open = new Set(stated);
  const isSameText = (line: StatedLine<Key>, other: InvoicedLine) =>
    line.texts.some((text) => plain(text) === plain(other.text));
  const isSameAmount = (line: StatedLine<Key>, other: InvoicedLine) => line.amountMinor === other.amountMinor;
  const rules: ((line: StatedLine<Key>, other: InvoicedLine) => boolean)[] = [
    (line, other) => isSameText(line, other) && isSameAmount(line, other),
    isSameText,
    (line, other) => line.amountMinor !== 0n && isSameAmount(line, other),
  ];
  for (const belongs of rules)
    for (const line of stated) {
      if (!open.has(line)) continue;
      const other = [...free].find((each) => belongs(line, each));
      if (!other) continue;
      open.delete(line);
      free.delete(other);
      matches.push({ statedId: line.id, invoicedId: other.id, invoicedMinor: other.amountMinor });
    }
  return matches;
}

/** Case and the space between words are no difference. */
const plain = (text: string) => text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
