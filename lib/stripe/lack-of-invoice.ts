import { divideRounded } from "@/lib/domain/money/rounding";
import { compareLines, type ExpectedLine, type Line } from "./draft-lines";
import { dayOf } from "./manual-draft-lines";
import type { InvoiceLine } from "./own-invoices";
import { idOf } from "./references";

/** What a final invoice lacks. `surplus`: lines of ours that nobody owes. */
export type Lack = { missing: InvoiceLine[]; surplus: Line[] };

/**
 * Compares a final invoice with what is expected of it. Stripe may have lowered lines itself by discounts that the promise
 * has as lines: what it took off the lines that stay counts for these, and what it took off a surplus line goes back with
 * that line. `known`: the names of the discounts that the promise knew, by their ids.
 */
export function lackOf(
  lines: readonly Line[],
  expected: readonly ExpectedLine[],
  ours: ReadonlySet<string>,
  known: ReadonlyMap<string, string>,
): Lack {
  const wholes = expected.map((line) => ({ ...line, wholeMinor: null }));
  const { matched, missing, surplus } = compareLines(lines, wholes, ours);
  const taken = takenOff(matched.map(({ line }) => line));
  const lacking = missing.flatMap(({ wanted }) => {
    const { discountId, amountMinor } = wanted;
    const found = discountId === null ? undefined : taken.get(discountId);
    if (!found || amountMinor >= 0n) return [wanted];
    const left = amountMinor + found.amountMinor;
    found.amountMinor = left > 0n ? left : 0n;
    return left < 0n ? [partOf(wanted, left)] : [];
  });
  return { missing: [...lacking, ...tooMuch(taken, known)], surplus };
}

type TakenOff = { amountMinor: bigint; line: Line };

/** What each discount took off these lines, with the first of them. */
function takenOff(lines: readonly Line[]): Map<string, TakenOff> {
  const taken = new Map<string, TakenOff>();
  for (const line of lines)
    for (const { discount, amount } of line.discount_amounts ?? []) {
      const id = idOf(discount) ?? "";
      const before = taken.get(id);
      taken.set(id, {
        line: before?.line ?? line,
        amountMinor: (before?.amountMinor ?? 0n) + BigInt(amount),
      });
    }
  return taken;
}

/** A line with another amount, and that share of its taxes. */
const partOf = (line: ExpectedLine, amountMinor: bigint): ExpectedLine => ({
  ...line,
  amountMinor,
  taxes: line.taxes.map((tax) => ({
    ...tax,
    amountMinor: divideRounded(tax.amountMinor * amountMinor, line.amountMinor, "half_up"),
    taxableMinor: divideRounded(tax.taxableMinor * amountMinor, line.amountMinor, "half_up"),
  })),
});

/** What known discounts took beyond what was promised of them. Others are people's, and stay. */
const tooMuch = (taken: ReadonlyMap<string, TakenOff>, known: ReadonlyMap<string, string>): InvoiceLine[] =>
  [...taken].flatMap(
    ([
      id,
      {
        amountMinor,
        line: { period },
      },
    ]) => {
      const text = known.get(id);
      if (text === undefined || amountMinor === 0n) return [];
      return [{ text, amountMinor, from: dayOf(period.start), to: dayOf(period.end - 1), taxes: [] }];
    },
  );
