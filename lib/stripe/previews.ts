import type Stripe from "stripe";
import { fromUnixSeconds, toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { callStripe } from "./call-stripe";

/** One line of an invoice that Stripe would make. Minor units as text. */
export type InvoicePreviewLine = { description: string; amountMinor: string; from: Date; to: Date };

export type InvoicePreview = {
  currency: string;
  lines: InvoicePreviewLine[];
  subtotalMinor: string;
  taxMinor: string;
  totalMinor: string;
  /** What would be collected now; never below zero. A remaining credit stays on the customer's balance. */
  amountDueMinor: string;
};

/** The first invoice of a subscription that would start at `startsAt` (docs.stripe.com/api/invoices/create_preview). */
export function previewPurchase(purchase: {
  customerId: string;
  priceId: string;
  startsAt: Date;
  anchor: Date | null;
}): Promise<InvoicePreview> {
  return preview({
    customer: purchase.customerId,
    subscription_details: {
      items: [{ price: purchase.priceId, quantity: 1 }],
      ...(purchase.anchor
        ? {
            start_date: toUnixSeconds(purchase.startsAt),
            billing_cycle_anchor: { type: "timestamp", timestamp: toUnixSeconds(purchase.anchor) },
            proration_behavior: "create_prorations",
          }
        : {}),
    },
  });
}

/** The invoice that changing the price at `pricedAt` would make now. */
export function previewUpgrade(change: {
  subscriptionId: string;
  itemId: string;
  priceId: string;
  pricedAt: Date;
}): Promise<InvoicePreview> {
  return preview({
    subscription: change.subscriptionId,
    subscription_details: {
      items: [{ id: change.itemId, price: change.priceId, quantity: 1 }],
      proration_behavior: "always_invoice",
      proration_date: toUnixSeconds(change.pricedAt),
    },
  });
}

async function preview(parameters: Stripe.InvoiceCreatePreviewParams): Promise<InvoicePreview> {
  const invoice = await callStripe((stripe) => stripe.invoices.createPreview(parameters));
  const tax = invoice.total_taxes?.reduce((sum, entry) => sum + BigInt(entry.amount), 0n) ?? 0n;
  return {
    currency: invoice.currency.toUpperCase(),
    lines: invoice.lines.data.map((line) => ({
      description: line.description ?? "",
      amountMinor: String(line.amount),
      from: fromUnixSeconds(line.period.start),
      to: fromUnixSeconds(line.period.end),
    })),
    subtotalMinor: String(invoice.subtotal),
    taxMinor: String(tax),
    totalMinor: String(invoice.total),
    amountDueMinor: String(invoice.amount_due),
  };
}
