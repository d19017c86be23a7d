import type Stripe from "stripe";
import type { InvoiceTax } from "@/lib/domain/invoice-list/invoice-tax";
import { callStripe } from "./call-stripe";

/** Percents by the rates' ids. They never change (docs.stripe.com/api/tax_rates/create), so each is asked for once. */
const known = new Map<string, Promise<string>>();
const mostKnown = 10_000;

/** The taxes of an invoice by rate. What Stripe names no rate for is left out. */
export async function invoiceTaxesOf({ total_taxes }: Stripe.Invoice): Promise<InvoiceTax[]> {
  const taxes: InvoiceTax[] = [];
  for (const { amount, tax_behavior, tax_rate_details: details, taxable_amount } of total_taxes ?? []) {
    if (!details) continue;
    taxes.push({
      percent: await percentOf(details.tax_rate),
      inclusive: tax_behavior === "inclusive",
      amountMinor: String(amount),
      taxableMinor: String(taxable_amount ?? 0),
    });
  }
  return taxes;
}

function percentOf(id: string): Promise<string> {
  const before = known.get(id);
  if (before) return before;
  if (known.size >= mostKnown) known.clear();
  const asked = callStripe(async (stripe) => String((await stripe.taxRates.retrieve(id)).percentage));
  known.set(id, asked);
  // What failed is asked for again.
  asked.catch(() => known.delete(id));
  return asked;
}
