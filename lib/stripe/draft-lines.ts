import type Stripe from "stripe";
import { type InvoiceLine, lineMark, lineParameters, lineTaxParameters } from "./own-invoices";

export type Line = Stripe.InvoiceLineItem;

/** A line that is expected on a renewal's draft. */
export type ExpectedLine = InvoiceLine & {
  /** The price at Stripe that the subscription bills it by; null: none. */
  priceId: string | null;
  /** The discount of people's that it is; null: none. */
  discountId: string | null;
  /** What the subscription bills for the whole period, where only a part of it is expected; null: the whole is. */
  wholeMinor: bigint | null;
};

/** The lines of a draft, sorted by whose they are, and what it takes to make ours as expected. */
export type ComparedLines = {
  /** Ours that stay, each with what it is to say. */
  matched: { line: Line; wanted: ExpectedLine; index: number }[];
  /** What the subscription billed and nobody owes, if it is not taken back yet. */
  surplus: Line[];
  missing: { wanted: ExpectedLine; index: number }[];
  /** Taken back already, together with the lines that take back. They add up to nothing. */
  settled: Line[];
  /** Of items that people put there. */
  theirs: Line[];
};

/** A mark is the place of the line that was expected, or names the line that this one takes back. */
const takesBack = "back:";

/** Names on an invoice that was final too early those of its lines that another invoice takes back. */
export const takenBackLines = "choba_taken_back";

/** Marks what Choba added for people's lines (`manual-draft-lines.ts`). */
export const lowersTheirs = "off:";

export const markOf = ({ metadata }: Line): string | null => metadata?.[lineMark] || null;
export const marked = (line: Line | null, text: string) => ({ ...line?.metadata, [lineMark]: text });

/**
 * Compares a draft with what is expected, whatever has been done to it before. A line of ours is known by its mark, or by
 * its price until it has one. `ours`: prices that Choba published and items that it made, so that one of its own items to
 * which people gave another price is taken back.
 */
export function compareLines(
  lines: readonly Line[],
  expected: readonly ExpectedLine[],
  ours: ReadonlySet<string>,
): ComparedLines {
  const compared: ComparedLines = { matched: [], surplus: [], missing: [], settled: [], theirs: [] };
  const open = new Map(expected.map((wanted, index) => [index, wanted]));
  const match = (line: Line, index: number | undefined): boolean => {
    const wanted = index === undefined ? undefined : open.get(index);
    if (index === undefined || !wanted) return false;
    open.delete(index);
    compared.matched.push({ line, wanted, index });
    return true;
  };
  const placeOf = (line: Line, fits: (wanted: ExpectedLine) => boolean) =>
    [...open].find(([, wanted]) => wanted.priceId === priceOf(line) && fits(wanted))?.[0];
  const unplaced: Line[] = [];
  for (const line of lines) {
    const text = markOf(line);
    if (text?.startsWith(lowersTheirs)) continue;
    if (text?.startsWith(takesBack)) compared.settled.push(line);
    else if (text !== null) {
      if (!match(line, Number(text))) unplaced.push(line);
    } else if (!isOurs(line, ours)) compared.theirs.push(line);
    else unplaced.push(line);
  }
  const back = new Set(compared.settled.map((line) => markOf(line)));
  for (const line of unplaced) {
    const amount = BigInt(line.amount);
    const index =
      placeOf(line, ({ amountMinor }) => amountMinor === amount) ??
      placeOf(line, ({ wholeMinor }) => wholeMinor === amount);
    if (markOf(line) === null && match(line, index)) continue;
    if (back.has(`${takesBack}${line.id}`)) compared.settled.push(line);
    else compared.surplus.push(line);
  }
  compared.missing = [...open].map(([index, wanted]) => ({ index, wanted }));
  return compared;
}

const isOurs = (line: Line, ours: ReadonlySet<string>): boolean =>
  ours.has(priceOf(line) ?? "") || ours.has(line.parent?.subscription_item_details?.subscription_item ?? "");

export function priceOf({ pricing }: Line): string | null {
  const price = pricing?.price_details?.price;
  return typeof price === "string" ? price : null;
}

export type LineUpdate = Stripe.InvoiceUpdateLinesParams.Line;

/** What makes a line of ours say what is expected; nothing if it does already. */
export function correctionOf(
  { line, wanted, index }: ComparedLines["matched"][number],
  /** True where a discount stays on the draft that the promise did not know. */
  isLowered = false,
): LineUpdate[] {
  const { description, period, amount } = lineParameters(wanted);
  const changes = {
    ...(line.description === description ? {} : { description }),
    ...(line.period.start === period?.start && line.period.end === period?.end ? {} : { period }),
    ...(line.amount === amount ? {} : { amount }),
    ...(isTaxedAs(line, wanted)
      ? {}
      : { tax_amounts: "" as const, ...lineTaxParameters(wanted), tax_rates: "" as const }),
    // Every discount is a line of its own: no coupon may take it a second time.
    ...(line.discountable && !isLowered ? { discountable: false } : {}),
  };
  if (Object.keys(changes).length === 0 && markOf(line) !== null) return [];
  return [{ id: line.id, ...changes, metadata: marked(line, String(index)) }];
}

/** Whether a line bears the taxes that are expected, to the amount. */
export const isTaxedAs = ({ taxes }: Line, wanted: InvoiceLine): boolean =>
  sorted((taxes ?? []).map((tax) => [tax.tax_behavior, tax.amount, tax.taxable_amount])) ===
  sorted(
    wanted.taxes.map(({ inclusive, amountMinor, taxableMinor }) => [
      inclusive ? "inclusive" : "exclusive",
      Number(amountMinor),
      Number(taxableMinor),
    ]),
  );

const sorted = (taxes: unknown[][]): string =>
  taxes
    .map((tax) => JSON.stringify(tax))
    .sort()
    .join();

export const addedLine = ({
  wanted,
  index,
}: ComparedLines["missing"][number]): Stripe.InvoiceAddLinesParams.Line => ({
  ...lineParameters(wanted),
  metadata: marked(null, String(index)),
});

/** What is taken back bears no tax, and no coupon lowers it. */
export const withoutTerms = ({ id, discountable, taxes }: Line): LineUpdate[] =>
  discountable || (taxes ?? []).length > 0 ? [{ id, discountable: false, tax_rates: "" }] : [];

/** Whether a line is one that takes another back, by the id of that one. */
export const takenBackBy = (line: Line): string | null => {
  const mark = markOf(line);
  return mark?.startsWith(takesBack) ? mark.slice(takesBack.length) : null;
};

export const takenBack = (line: Line): Stripe.InvoiceAddLinesParams.Line => ({
  description: line.description ?? "",
  amount: -line.amount,
  discountable: false,
  period: { start: line.period.start, end: line.period.end },
  metadata: marked(null, `${takesBack}${line.id}`),
});
