import type { FieldError } from "@/lib/domain/errors";

type Offer = {
  invoicedBy: "stripe_dashboard" | "choba";
  discount: object | null;
  taxKeys: readonly string[];
};

/**
 * What an offer says that Choba cannot invoice: its contract has its prices at Stripe, and neither a discount nor a tax
 * rate on them. The customer would be charged something else than what was accepted.
 */
export function notInvoicedByChoba({ invoicedBy, discount, taxKeys }: Offer): FieldError[] {
  if (invoicedBy !== "choba") return [];
  return [
    ...(discount ? [{ field: "invoicedBy", rule: "discount_by_prices" }] : []),
    ...(taxKeys.length > 0 ? [{ field: "invoicedBy", rule: "tax_in_dashboard" }] : []),
  ];
}
