import type { HostedInvoice } from "../operations/invoice";
import type { CreditNote } from "../shapes/credit-note";
import { addressLines, dayOf, moneyOf } from "./format";
import { type Printed, printPdf } from "./print-pdf";
import { taxAndDiscountRows } from "./tax-and-discount-rows";
import { words } from "./words/index";
import type { Locale } from "./words/locale";

/** The invoice as the API's `invoice_pdf` has it. */
export function invoicePdf(
  locale: Locale,
  { invoice, lines, names, accountTaxIds }: HostedInvoice,
): Promise<Buffer> {
  const t = words(locale).invoice;
  const { currency } = invoice;
  const facts: Printed["facts"] = [
    [t.number, invoice.number ?? invoice.id],
    [t.issued, dayOf(locale, invoice.status_transitions.finalized_at ?? invoice.created)],
    ...(invoice.due_date ? [[t.due, dayOf(locale, invoice.due_date)] as [string, string]] : []),
    [t.from, [invoice.account_name, ...accountTaxIds].join(", ")],
    [
      t.billedTo,
      [invoice.customer_name, ...addressLines(invoice.customer_address)].filter(Boolean).join(", "),
    ],
    ...invoice.customer_tax_ids.map(({ type, value }): [string, string] => [type, value]),
    ...(invoice.custom_fields ?? []).map(({ name, value }): [string, string] => [name, value]),
  ];
  return printPdf({
    title: t.title(invoice.number ?? invoice.id),
    facts,
    lines: lines.map(({ description, amount }) => [description ?? "", moneyOf(amount, currency)]),
    sums: [
      [t.subtotal, moneyOf(invoice.subtotal, currency)],
      ...taxAndDiscountRows(t, invoice, names).map(([label, amount]): [string, string] => [
        label,
        moneyOf(amount, currency),
      ]),
      [t.total, moneyOf(invoice.total, currency)],
    ],
    notes: invoice.footer ? [invoice.footer] : [],
  });
}

/** A credit note as the API's `pdf` has it. */
export function creditNotePdf(locale: Locale, note: CreditNote, { invoice }: HostedInvoice): Promise<Buffer> {
  const t = words(locale).invoice;
  const minus = (amount: number) => moneyOf(-amount, note.currency);
  return printPdf({
    title: t.creditNote(note.number),
    facts: [
      [t.issued, dayOf(locale, note.created)],
      [t.number, invoice.number ?? invoice.id],
      [t.billedTo, invoice.customer_name ?? ""],
    ],
    lines: note.lines.data.map(({ description, amount }) => [description ?? "", minus(amount)]),
    sums: [[t.total, minus(note.total)]],
    notes: note.memo ? [note.memo] : [],
  });
}
