import { z } from "@hono/zod-openapi";
import { invoiceStates } from "@/lib/domain/invoice-list/invoice-query";
import { publicUrl } from "@/lib/env";
import type { InvoiceLines, TenantInvoiceDetail } from "@/lib/features/billing/invoices/read-tenant-invoice";
import type { TenantInvoice } from "@/lib/features/billing/invoices/tenant-invoice-rows";
import type { Locale } from "@/lib/i18n/locales";
import { amount, lineJson } from "./promise-schema";

const invoiceFields = {
  id: z.string(),
  number: z.string().nullable(),
  state: z.enum(invoiceStates),
  issued_at: z.iso.datetime(),
  due_at: z.iso.datetime().nullable().openapi({ description: "null: a card is charged" }),
  currency: z.string(),
  total: amount,
  paid: amount,
  open: amount.openapi({ description: "What is still to be paid" }),
  credited: amount,
  refunded: amount,
  url: z.string().openapi({ description: "Its page here, for people who are signed in" }),
  pay_url: z.string().nullable().openapi({
    description: "Leads to the page on which it is paid today; it does not end. null: nothing is to be paid",
  }),
  pdf_url: z.string().nullable().openapi({ description: "The document as it was kept; null: not yet" }),
};
export const invoiceSchema = z.object(invoiceFields).openapi("Invoice");

const lineSchema = z.object({
  component: z.string().nullable(),
  description: z.string(),
  detail: z.string(),
  from: z.string().openapi({ description: "The first day, or moment, of what it bills" }),
  until: z.string().openapi({ description: "The first one after it" }),
  amount,
});

export const invoiceDetailSchema = z
  .object({
    ...invoiceFields,
    payer_name: z.string(),
    paid_at: z.iso.datetime().nullable(),
    next_attempt_at: z.iso.datetime().nullable(),
    lines: z.array(lineSchema).nullable().openapi({
      description: "null: people changed it at Stripe, which does not answer at the moment",
    }),
    taxes: z.array(z.object({ percent: z.string(), inclusive: z.boolean(), amount, taxable: amount })),
    balance_used: amount,
    carried: amount.openapi({ description: "Too little to be charged: it follows on the next one" }),
  })
  .openapi("InvoiceDetail");

export function invoiceJson(invoice: TenantInvoice, tenantId: string): z.output<typeof invoiceSchema> {
  const at = `${publicUrl()}/t/${tenantId}`;
  const url = `${at}/invoices/${invoice.id}`;
  const kept = invoice.documents.find(({ kind, state }) => kind === "invoice" && state === "kept");
  return {
    ...{ id: invoice.id, number: invoice.number, state: invoice.state, currency: invoice.currency, url },
    issued_at: invoice.issuedAt,
    due_at: invoice.dueAt,
    total: invoice.totalMinor,
    paid: invoice.paidMinor,
    open: invoice.openMinor,
    credited: invoice.creditedMinor,
    refunded: invoice.refundedMinor,
    pay_url: invoice.page === "pay" ? `${url}/pay` : null,
    pdf_url: kept ? `${at}/documents/${kept.id}` : null,
  };
}

export function invoiceDetailJson(
  invoice: TenantInvoiceDetail,
  tenantId: string,
  locale: Locale,
): z.output<typeof invoiceDetailSchema> {
  return {
    ...invoiceJson(invoice, tenantId),
    payer_name: invoice.payerName,
    paid_at: invoice.paidAt,
    next_attempt_at: invoice.nextAttemptAt,
    lines: linesJson(invoice.lines, invoice.currency, locale),
    taxes: invoice.taxes.map(({ percent, inclusive, amountMinor, taxableMinor }) => ({
      ...{ percent, inclusive },
      amount: amountMinor,
      taxable: taxableMinor,
    })),
    balance_used: invoice.balanceUsedMinor,
    carried: invoice.carriedMinor,
  };
}

function linesJson(lines: InvoiceLines, currency: string, locale: Locale) {
  if (lines.from === "nowhere") return null;
  if (lines.from === "promise")
    return lines.lines.map((line) => {
      const { component, description, detail, from, until, amount } = lineJson(line, currency, locale);
      return { component, description, detail, from, until, amount };
    });
  return lines.lines.map(({ text, quantity, from, until, amountMinor }) => ({
    component: null,
    description: text,
    detail: quantity ?? "",
    ...{ from, until },
    amount: amountMinor,
  }));
}
