import type { LocalizedText } from "../../catalog/plan";
import { earlierOf, laterOf } from "../../time/day-span";
import type { PromisedLine, UsedLine } from "../charge-promise";
import { groupBy } from "../sums/group-by";
import type { LineTax } from "./billed-line";

/** Several lines of one component as one: their sum. */
export type FoldedLine = Omit<UsedLine, "kind" | "usage" | "discounts"> & {
  kind: "folded";
  planName: LocalizedText;
  name: LocalizedText;
  /** How many lines it stands for. */
  count: number;
};

/** A line as it stands on an invoice. */
export type InvoicedLine = PromisedLine | FoldedLine;

/** Stripe takes 250 lines on an invoice. The rest is left for what people put there and for what takes back. */
const mostLines = 200;

/**
 * The lines of an invoice. If it has too many, usage is one line for each component of a version, with the same taxes; if
 * these are still too many, one for each name. What it is made of is in a file beside the invoice.
 */
export function foldUsage(lines: readonly PromisedLine[]): InvoicedLine[] {
  if (lines.length <= mostLines) return [...lines];
  const byVersion = folded(lines, ({ usage }) => [usage.planVersionId, usage.component]);
  return byVersion.length <= mostLines ? byVersion : folded(lines, ({ usage }) => [usage.name]);
}

function folded(lines: readonly PromisedLine[], partsOf: (line: UsedLine) => unknown[]): InvoicedLine[] {
  const used = lines.filter((line) => line.kind === "usage");
  const keyOf = (line: UsedLine) =>
    JSON.stringify([partsOf(line), line.treatment, line.taxes.map(({ amountMinor: _, ...rate }) => rate)]);
  const groups = groupBy(used, keyOf);
  return lines.flatMap((line) => {
    if (line.kind !== "usage") return [line];
    const group = groups.get(keyOf(line)) ?? [];
    // The first of a group stands for all of it.
    return group[0] === line ? [sumOf(line, group)] : [];
  });
}

function sumOf(first: UsedLine, group: readonly UsedLine[]): InvoicedLine {
  if (group.length === 1) return first;
  const { usage, treatment } = first;
  return {
    kind: "folded",
    planName: usage.planName,
    name: usage.name,
    count: group.length,
    span: group.reduce(
      ({ from, until }, { span }) => ({
        from: earlierOf(from, span.from),
        until: laterOf(until, span.until),
      }),
      first.span,
    ),
    part: null,
    amountMinor: group.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    treatment,
    taxes: first.taxes.map(
      (tax, index): LineTax => ({
        ...tax,
        amountMinor: group.reduce((sum, { taxes }) => sum + (taxes[index]?.amountMinor ?? 0n), 0n),
      }),
    ),
  };
}
