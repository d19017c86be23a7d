import type { Invoice } from "../shapes/invoice";

interface TaxAndDiscountWords {
  discountBy(name: string): string;
  taxBy(name: string): string;
  includedTaxBy(name: string): string;
}

/** A row for each discount and each tax of an invoice: its label and its amount. */
export function taxAndDiscountRows(
  t: TaxAndDiscountWords,
  invoice: Invoice,
  names: { [id: string]: string },
): [label: string, amount: number][] {
  const discounts = invoice.total_discount_amounts
    .filter(({ amount }) => amount !== 0)
    .map(({ amount, discount }): [string, number] => [t.discountBy(names[discount] ?? discount), -amount]);
  const taxes = invoice.total_taxes.map(({ amount, tax_behavior, tax_rate_details }): [string, number] => {
    const name = names[tax_rate_details.tax_rate] ?? tax_rate_details.tax_rate;
    return [tax_behavior === "exclusive" ? t.taxBy(name) : t.includedTaxBy(name), amount];
  });
  return [...discounts, ...taxes];
}
