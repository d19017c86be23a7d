import { z } from "@hono/zod-openapi";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { RatedInvoice } from "@/lib/domain/pricing/rated-invoice";
import type { Locale } from "@/lib/i18n/locales";
import { lineLabel } from "@/lib/i18n/pricing";

export const minor = z
  .string()
  .openapi({ description: "Minor units (cents, yen) as text", example: "32500" });
export const decimal = z.string().openapi({ description: "An exact decimal as text" });

const lineSchema = z
  .object({
    component: z.string().openapi({ description: "Key of the component" }),
    kind: z.string().openapi({ example: "usage" }),
    description: z.string().openapi({ description: "In the language of Accept-Language" }),
    quantity: decimal,
    unit_amount_minor: decimal.nullable().openapi({ description: "Minor units for each `per` units" }),
    per: decimal,
    amount_minor: minor,
    discount_minor: minor.openapi({ description: "The line's share of all discounts" }),
  })
  .openapi("EstimateLine");

export const ratedInvoiceSchema = z
  .object({
    lines: z.array(lineSchema),
    subtotal_minor: minor,
    discounts: z.array(z.object({ name: z.string(), percent: decimal.nullable(), amount_minor: minor })),
    discount_minor: minor,
    taxes: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        percent: decimal,
        inclusive: z.boolean(),
        taxable_minor: minor,
        amount_minor: minor,
      }),
    ),
    tax_minor: minor.openapi({ description: "Inclusive tax, too, which is inside the lines already" }),
    total_minor: minor,
  })
  .openapi("EstimateInvoice");

/** A month or a year by a price list, itemised. */
export const ratedInvoiceJson = (invoice: RatedInvoice, interval: PaidInterval, locale: Locale) => ({
  lines: invoice.lines.map((line) => ({
    component: line.component,
    kind: line.kind,
    description: lineLabel(line, invoice.currency, locale, { interval, among: invoice.lines }),
    quantity: line.quantity,
    unit_amount_minor: line.unitAmountMinor,
    per: line.per,
    amount_minor: String(line.amountMinor),
    discount_minor: String(line.discountMinor),
  })),
  subtotal_minor: String(invoice.subtotalMinor),
  discounts: invoice.discounts.map(({ name, percent, amountMinor }) => ({
    name: name[locale],
    percent,
    amount_minor: String(amountMinor),
  })),
  discount_minor: String(invoice.discountMinor),
  taxes: invoice.taxes.map(({ key, name, percent, inclusive, taxableMinor, amountMinor }) => ({
    key,
    name: name[locale],
    percent,
    inclusive,
    taxable_minor: String(taxableMinor),
    amount_minor: String(amountMinor),
  })),
  tax_minor: String(invoice.taxMinor),
  total_minor: String(invoice.totalMinor),
});
