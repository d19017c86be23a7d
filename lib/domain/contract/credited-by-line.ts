import { divideRounded } from "../money/rounding";

/** A credit note that is not void. Amounts are not negative. */
export type CreditNote = {
  /** Including its tax. */
  totalMinor: bigint;
  /** What it credits on single lines of the invoice; the rest is credited on the invoice as a whole. */
  lines: readonly { lineId: string; netMinor: bigint; grossMinor: bigint }[];
};

/**
 * What credit notes have taken off each line of an invoice, in the line's own terms: after discount, without
 * tax that is added on top. An amount that a note assigns to no line is shared by all lines in proportion, so
 * a note on the whole invoice leaves nothing of any line.
 */
export function creditedByLine(
  invoice: { totalMinor: bigint; lines: readonly { id: string; netMinor: bigint }[] },
  notes: readonly CreditNote[],
): Map<string, bigint> {
  const named = notes.flatMap(({ lines }) => lines);
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
  const namedGross = sum(named.map(({ grossMinor }) => grossMinor));
  const whole = invoice.totalMinor - namedGross;
  const shared = sum(notes.map(({ totalMinor }) => totalMinor)) - namedGross;
  return new Map(
    invoice.lines.map(({ id, netMinor }) => {
      const own = sum(named.filter(({ lineId }) => lineId === id).map((line) => line.netMinor));
      const share = whole > 0n ? divideRounded((netMinor - own) * shared, whole, "half_up") : 0n;
      return [id, own + share];
    }),
  );
}
