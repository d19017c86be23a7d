import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { foldUsage, type InvoicedLine } from "@/lib/domain/promise/lines/fold-usage";
import { inLanguage, type Seller } from "@/lib/domain/seller/seller";
import { addDays } from "@/lib/domain/time/day-span";
import { documentWords } from "@/lib/i18n/document-words";
import type { Locale } from "@/lib/i18n/locales";
import { promisedLineLabel } from "@/lib/i18n/promise/promised-line-text";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";
import type { InvoiceLine, Registration } from "@/lib/stripe/own-invoices";

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

/** What an invoice says of its seller, and why it has no tax, in the payer's language. Transfers are for what is sent. */
export function sellerOnInvoice(
  seller: Seller,
  promise: ChargePromise,
  locale: Locale,
  isSent: boolean,
): { footer: string | null; registration: Registration } {
  const bank = inLanguage(seller.bankDetails, locale);
  const words = documentWords(locale);
  const parts = [
    taxTreatmentText(promise, promise.currency, locale),
    inLanguage(seller.invoiceFooter, locale),
    isSent && bank !== "" ? `${words("transferTo")}\n${bank}` : "",
  ].filter(Boolean);
  return {
    footer: parts.length > 0 ? parts.join("\n\n") : null,
    registration: { number: seller.registrationNumber, fieldName: words("registrationNumber") },
  };
}
