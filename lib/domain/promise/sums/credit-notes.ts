import { allocate, money } from "../../money/money";
import type { TaxRounding } from "../../pricing/terms";
import type { PromisedCreditNote, PromisedTax, UnusedLine } from "../charge-promise";
import { type LineTax, netOf } from "../lines/billed-line";
import { chargeStep } from "../lines/charge-step";
import type { Unused } from "../lines/give-back";
import { groupBy } from "./group-by";
import { type Draft, unusedLine } from "./invoice-lines";
import { addedTax, rateId, taxLines } from "./tax-lines";

/** Where unused days are given back: on their own invoice, if it is not paid yet, otherwise on the new one. */
export function splitByStanding(unused: readonly Unused[]): { onNotes: Unused[]; onInvoice: Unused[] } {
  const isOnNote = ({ line, amountMinor }: Unused) => line.standing === "open" && amountMinor > 0n;
  return { onNotes: unused.filter(isOnNote), onInvoice: unused.filter((each) => !isOnNote(each)) };
}

/**
 * One credit note for each open invoice. Tax is rounded once for each rate and note, and never more than the lines
 * still bear. Lines that are given back whole give back exactly the tax that they bear.
 */
export function creditNotes(
  unused: readonly Unused[],
  rounding: TaxRounding,
  currency: string,
): PromisedCreditNote[] {
  const byInvoice = [...groupBy(unused, ({ line }) => line.invoiceId)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byInvoice.map(([invoiceId, given]) => {
    const drafts = given.map(unusedLine);
    const taxable = drafts.map(({ line, rates }) => ({ amountMinor: line.amountMinor, rates }));
    const { taxes, lineTaxes } = taxLines(taxable, rounding, chargeStep(currency));
    const lines = drafts.map(({ line }, index): UnusedLine => ({ ...line, taxes: lineTaxes[index] ?? [] }));
    const bounded = taxes.map((tax) => boundTax(tax, drafts, lines, given));
    const amount = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    return { invoiceId, lines, taxes: bounded, totalMinor: amount + addedTax(bounded) };
  });
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
