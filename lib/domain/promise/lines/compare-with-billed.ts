import { covers, type DaySpan, intersection } from "../../time/day-span";
import { type BilledLine, countedSpan } from "./billed-line";
import type { FixedLine } from "./fixed-lines";

/** What is wanted and not billed, and what is billed and not wanted. Equal lines are in neither list. */
export type Comparison = { missing: FixedLine[]; surplus: BilledLine[] };

/**
 * Compares wanted lines with what is billed for the days of `scope`. A wanted line is billed if an equal line counts
 * for all of its days (component, option, price, quantity, interval and the plan's name). Each billed line serves one
 * wanted line for the same days. The order of both lists does not matter: the result is sorted.
 */
export function compareWithBilled(
  wanted: readonly FixedLine[],
  billed: readonly BilledLine[],
  scope: DaySpan,
): Comparison {
  const counting = billed.filter((line) => {
    const counted = countedSpan(line);
    return counted !== null && intersection(counted, scope) !== null;
  });
  const equal = new Map<string, { line: BilledLine; served: DaySpan[] }[]>();
  for (const line of counting.toSorted(byPlace)) {
    const key = keyOf(line);
    equal.set(key, [...(equal.get(key) ?? []), { line, served: [] }]);
  }
  const kept = new Set<BilledLine>();
  const missing = wanted.toSorted(byPlace).filter(({ span, ...line }) => {
    const days = intersection(span, scope);
    if (!days) return false;
    const found = equal.get(keyOf({ span, ...line }))?.find(({ line: other, served }) => {
      const counted = countedSpan(other);
      return counted && covers(counted, days) && served.every((each) => !intersection(each, days));
    });
    if (!found) return true;
    found.served.push(days);
    kept.add(found.line);
    return false;
  });
  return { missing, surplus: counting.filter((line) => !kept.has(line)).toSorted(byPlace) };
}

type Comparable = Pick<
  FixedLine,
  "component" | "optionKey" | "unitAmountMinor" | "quantity" | "interval" | "planName" | "span"
>;

const keyOf = ({ component, optionKey, unitAmountMinor, quantity, interval, planName }: Comparable): string =>
  JSON.stringify([component, optionKey, unitAmountMinor, quantity, interval, planName.en, planName.ja]);

/** The order of lines on an invoice: by time, then by component. It is the same for the same lines. */
export function byPlace(a: Comparable & { id?: string }, b: Comparable & { id?: string }): number {
  const place = (line: Comparable & { id?: string }) =>
    [line.span.from, line.span.until, keyOf(line), line.id ?? ""] as const;
  const [left, right] = [place(a), place(b)];
  for (const [index, text] of left.entries()) {
    const other = right[index] ?? "";
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
