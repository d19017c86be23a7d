import { allocate, money } from "../../money/money";
import { smaller } from "../../pricing/arithmetic";
import type { TaxRounding } from "../../pricing/terms";
import type { PromisedCreditNote, PromisedTax, UnusedLine } from "../charge-promise";
import { type LineTax, netOf } from "../lines/billed-line";
import { chargeStep } from "../lines/charge-step";
import type { Unused } from "../lines/give-back";
import type { OpenInvoice } from "../promise-terms";
import { groupBy } from "./group-by";
import { type Draft, unusedLine } from "./invoice-lines";
import { addedTax, rateId, taxLines } from "./tax-lines";

type Placed = { creditNotes: PromisedCreditNote[]; onInvoice: Unused[] };

/**
 * Where unused days are given back. On an invoice that is not paid yet it is a credit note, up to what is left to pay
 * of it (without an entry in `open`: up to what was billed). The rest, and what was paid, stands on the new invoice.
 */
export function placeUnused(
  unused: readonly Unused[],
  open: readonly OpenInvoice[],
  rounding: TaxRounding,
  currency: string,
): Placed {
  const isOnNote = ({ line, amountMinor }: Unused) => line.standing === "open" && amountMinor > 0n;
  const onInvoice = unused.filter((each) => !isOnNote(each));
  const byInvoice = [...groupBy(unused.filter(isOnNote), ({ line }) => line.invoiceId)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const creditNotes = byInvoice.flatMap(([invoiceId, given]) => {
    const openMinor = open.find((each) => each.invoiceId === invoiceId)?.openMinor ?? null;
    const noteOf = (parts: readonly Unused[]) => creditNote(invoiceId, parts, rounding, currency);
    const fits = (parts: readonly Unused[]) => openMinor === null || -noteOf(parts).totalMinor <= openMinor;
    const onNote: Unused[] = [];
    for (const each of given) {
      const credited = largest(each, chargeStep(currency), (part) => fits([...onNote, part]));
      const restMinor = each.amountMinor - credited;
      if (credited > 0n) onNote.push({ ...each, amountMinor: credited });
      if (restMinor > 0n) onInvoice.push({ ...each, amountMinor: restMinor });
    }
    return onNote.length === 0 ? [] : [noteOf(onNote)];
  });
  return { creditNotes, onInvoice };
}

/** The largest part of what is given back that was billed and fits. A larger part never fits better. */
function largest(unused: Unused, step: bigint, fits: (part: Unused) => boolean): bigint {
  const most = smaller(unused.amountMinor, netOf(unused.line));
  const isFitting = (amountMinor: bigint) => fits({ ...unused, amountMinor });
  if (most <= 0n || isFitting(most)) return most > 0n ? most : 0n;
  let [low, high] = [0n, most / step + 1n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isFitting(middle * step)) low = middle;
    else high = middle;
  }
  return low * step;
}

/**
 * Tax is rounded once for each rate and note, and is never more than the lines still bear. Lines that are given back
 * whole give back exactly the tax that they bear.
 */
function creditNote(
  invoiceId: string,
  given: readonly Unused[],
  rounding: TaxRounding,
  currency: string,
): PromisedCreditNote {
  const drafts = given.map(unusedLine);
  const taxable = drafts.map(({ line, rates }) => ({ amountMinor: line.amountMinor, rates }));
  const { taxes, lineTaxes } = taxLines(taxable, rounding, chargeStep(currency));
  const lines = drafts.map(({ line }, index): UnusedLine => ({ ...line, taxes: lineTaxes[index] ?? [] }));
  const bounded = taxes.map((tax) => boundTax(tax, drafts, lines, given));
  const amount = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return { invoiceId, lines, taxes: bounded, totalMinor: amount + addedTax(bounded) };
}

/** Bounds one rate's tax by what the lines bear, and writes the new shares to the lines. */
function boundTax(
  tax: PromisedTax,
  drafts: readonly Draft<UnusedLine>[],
  lines: readonly UnusedLine[],
  given: readonly Unused[],
): PromisedTax {
  const id = rateId(tax);
  const shareOn = ({ taxes }: { taxes: readonly LineTax[] }) => taxes.find((each) => rateId(each) === id);
  const bearing = drafts.flatMap(({ rates }, index) =>
    rates.some((rate) => rateId(rate) === id) ? [index] : [],
  );
  const borne = bearing.reduce((sum, index) => {
    const line = given[index]?.line;
    return sum + ((line && shareOn(line)?.amountMinor) ?? 0n);
  }, 0n);
  const isWhole = bearing.every((index) => {
    const each = given[index];
    return each !== undefined && each.amountMinor === netOf(each.line);
  });
  const amountMinor = isWhole || -tax.amountMinor > borne ? -borne : tax.amountMinor;
  if (amountMinor === tax.amountMinor) return tax;
  const weights = bearing.map((index) => given[index]?.amountMinor ?? 0n);
  allocate(money(amountMinor, ""), weights).forEach(({ minor }, at) => {
    const line = lines[bearing[at] ?? -1];
    const share = line && shareOn(line);
    if (share) share.amountMinor = minor;
  });
  const change = amountMinor - tax.amountMinor;
  return { ...tax, amountMinor, taxableMinor: tax.inclusive ? tax.taxableMinor - change : tax.taxableMinor };
}
