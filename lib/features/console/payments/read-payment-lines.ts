import { z } from "zod";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { invoiceLinesOf } from "@/lib/features/license/charges/invoice-of";
import type { Locale } from "@/lib/i18n/locales";
import { type ReadLine, readInvoiceLines } from "@/lib/stripe/invoice-lines";
import { readPaymentRows } from "./payment-rows";
import { getPayment } from "./read-payments";

export type PaymentLines = { currency: string; lines: ReadLine[] };

/**
 * The lines of a payment, in its customer's language: those that stand on the invoice, people's among them; before there is
 * one, those that were promised.
 */
export const readPaymentLines = useCase(staff("payments.view"), {
  input: z.strictObject({ id: foreignId }),
  async read({ tx, input }) {
    const { id, invoice, currency, customer } = await getPayment(tx, input.id);
    const row = (await readPaymentRows(tx, [id])).get(id);
    const promise = row && "charge" in row ? row.charge.promise : null;
    return { currency, invoiceId: invoice?.id, promised: promise ? linesOf(promise, customer.locale) : [] };
  },
  async outside({ found: { currency, invoiceId, promised } }): Promise<PaymentLines> {
    return { currency, lines: invoiceId === undefined ? promised : await readInvoiceLines(invoiceId) };
  },
});

const linesOf = (promise: ChargePromise, locale: Locale): ReadLine[] =>
  invoiceLinesOf(promise, locale).map(({ text, amountMinor, taxes }, index) => ({
    id: `line_${index + 1}`,
    text,
    amountMinor,
    taxMinor: taxes.reduce((sum, tax) => sum + tax.amountMinor, 0n),
  }));
