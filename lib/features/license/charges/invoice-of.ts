import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { foldUsage, type InvoicedLine } from "@/lib/domain/promise/lines/fold-usage";
import { addDays } from "@/lib/domain/time/day-span";
import type { Locale } from "@/lib/i18n/locales";
import { promisedLineLabel } from "@/lib/i18n/promise/promised-line-text";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";
import type { InvoiceLine } from "@/lib/stripe/own-invoices";

/** A promise's lines as they stand on the invoice, in the payer's language: those of `foldUsage`. */
export const invoiceLinesOf = ({ lines, currency }: ChargePromise, locale: Locale): InvoiceLine[] =>
  foldUsage(lines).map((line) => invoiceLineOf(line, currency, locale));

/** One of them; also as a credit note has it. */
export const invoiceLineOf = (line: InvoicedLine, currency: string, locale: Locale): InvoiceLine => ({
  text: promisedLineLabel(line, currency, locale),
  amountMinor: line.amountMinor,
  from: line.span.from,
  to: addDays(line.span.until, -1),
  taxes: line.taxes.map((tax) => ({
    name: tax.name[locale],
    percent: tax.percent,
    inclusive: tax.inclusive,
    amountMinor: tax.amountMinor,
    taxableMinor: tax.inclusive ? line.amountMinor - tax.amountMinor : line.amountMinor,
  })),
});

/** Why the invoice of a promise has no tax, in the payer's language; null where it has. */
export const invoiceFooterOf = (promise: ChargePromise, locale: Locale): string | null =>
  taxTreatmentText(promise, promise.currency, locale);
