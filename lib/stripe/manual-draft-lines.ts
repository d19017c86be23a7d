import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { type Line, type LineUpdate, lowersTheirs, marked, markOf } from "./draft-lines";
import type { InvoiceLine, InvoiceLineTax } from "./own-invoices";
import { idOf } from "./references";

/**
 * What rates and coupons made of a line that people put on a draft, before Choba cleared them from it. It is kept in the
 * line's metadata, so that it is not lost if a process dies in between.
 */
type Kept = {
  /** Tax rate, amount, taxable amount. */
  taxes: [string, number, number][];
  /** Name and amount of each discount. */
  off: [string, number][];
  /** True once the taxes stand there as amounts. */
  isSet?: boolean;
};

const key = "choba_terms";

const keptOf = ({ metadata }: Line): Kept | null =>
  metadata?.[key] ? (JSON.parse(metadata[key]) as Kept) : null;

const noted = (line: Line, kept: Kept) => ({ ...line.metadata, [key]: JSON.stringify(kept) });

/** What notes on people's lines what rates and the `cleared` coupons make of them, where nothing is noted yet. */
export function notesOfTerms(
  invoice: Stripe.Invoice,
  theirs: readonly Line[],
  cleared: readonly string[],
): LineUpdate[] {
  const names = namesOfDiscounts(invoice, cleared);
  return theirs.flatMap((line) => {
    const kept = termsOf(line, names);
    const isBare = kept.taxes.length === 0 && kept.off.length === 0;
    return keptOf(line) || isBare ? [] : [{ id: line.id, metadata: noted(line, kept) }];
  });
}

/** What puts tax amounts on people's lines in place of the rates, to the same amount. */
export async function taxesOfTerms(theirs: readonly Line[]): Promise<LineUpdate[]> {
  const updates: LineUpdate[] = [];
  for (const line of theirs) {
    const kept = keptOf(line);
    if (!kept || kept.isSet || kept.taxes.length === 0) continue;
    const rates = await Promise.all(kept.taxes.map(([rate]) => readRate(rate)));
    updates.push({
      id: line.id,
      tax_rates: "",
      tax_amounts: rates.map(({ name, percent, inclusive }, index) => ({
        amount: kept.taxes[index]?.[1] ?? 0,
        taxable_amount: kept.taxes[index]?.[2] ?? 0,
        tax_rate_data: { display_name: name, percentage: Number(percent), inclusive },
      })),
      metadata: noted(line, { ...kept, isSet: true }),
    });
  }
  return updates;
}

/** What coupons took off people's lines, as lines of their own. */
export function reductionsOfTerms(
  lines: readonly Line[],
  theirs: readonly Line[],
): Stripe.InvoiceAddLinesParams.Line[] {
  const marks = new Set(lines.map(markOf));
  return theirs.flatMap((line) =>
    (keptOf(line)?.off ?? []).flatMap(([name, amount], index) => {
      const mark = `${lowersTheirs}${line.id}:${index}`;
      const { start, end } = line.period;
      const lowered = { description: name, amount: -amount, discountable: false, period: { start, end } };
      return marks.has(mark) ? [] : [{ ...lowered, metadata: marked(null, mark) }];
    }),
  );
}

/**
 * People's lines as they are on an invoice of Choba's own, with what rates and coupons made of them. `cleared`: only these
 * coupons; null: all of them.
 */
export async function manualLines(
  invoice: Stripe.Invoice,
  theirs: readonly Line[],
  cleared: readonly string[] | null,
): Promise<InvoiceLine[]> {
  const names = namesOfDiscounts(invoice, cleared);
  const copied: InvoiceLine[] = [];
  for (const line of theirs) {
    const { taxes, off } = keptOf(line) ?? termsOf(line, names);
    const days = { from: dayOf(line.period.start), to: dayOf(line.period.end) };
    copied.push({
      text: line.description ?? "",
      amountMinor: BigInt(line.amount),
      isManual: true,
      ...days,
      taxes: await Promise.all(
        taxes.map(async ([rate, amount, taxable]) => ({
          ...(await readRate(rate)),
          amountMinor: BigInt(amount),
          taxableMinor: BigInt(taxable),
        })),
      ),
    });
    for (const [text, amount] of off)
      copied.push({ text, amountMinor: -BigInt(amount), isManual: true, ...days, taxes: [] });
  }
  return copied;
}

/** What people's lines add to the total. */
export const totalOf = (lines: readonly InvoiceLine[]): bigint =>
  lines.reduce(
    (sum, { amountMinor, taxes }) =>
      taxes.reduce((all, tax) => (tax.inclusive ? all : all + tax.amountMinor), sum + amountMinor),
    0n,
  );

export const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

function termsOf(line: Line, names: ReadonlyMap<string, string>): Kept {
  return {
    taxes: (line.taxes ?? []).flatMap(({ tax_rate_details: details, amount, taxable_amount: taxable }) =>
      details ? [[details.tax_rate, amount, taxable ?? 0] as [string, number, number]] : [],
    ),
    off: (line.discount_amounts ?? []).flatMap(({ amount, discount }) => {
      const name = names.get(idOf(discount) ?? "");
      return amount === 0 || name === undefined ? [] : [[name, amount] as [string, number]];
    }),
  };
}

/** The names of an invoice's coupons, by discount. They must be expanded. `among`: only of these; null: of all. */
export function namesOfDiscounts(
  { discounts }: Stripe.Invoice,
  among: readonly string[] | null,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const discount of discounts) {
    if (typeof discount === "string" || (among && !among.includes(discount.id))) continue;
    const { coupon } = discount.source;
    names.set(
      discount.id,
      coupon && typeof coupon === "object" ? (coupon.name ?? coupon.id) : (coupon ?? ""),
    );
  }
  return names;
}

type Rate = Pick<InvoiceLineTax, "name" | "percent" | "inclusive">;

async function readRate(id: string): Promise<Rate> {
  const rate = await callStripe((stripe) => stripe.taxRates.retrieve(id));
  return { name: rate.display_name, percent: String(rate.percentage), inclusive: rate.inclusive };
}
