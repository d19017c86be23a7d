/** What an invoice has of one tax rate, as plain JSON. Amounts are minor units as text. */
export type InvoiceTax = {
  /** As text: "10", "8.5". */
  percent: string;
  inclusive: boolean;
  amountMinor: string;
  /** What it was worked out from, without the tax. */
  taxableMinor: string;
};

/** One rate of an invoice: several taxes of the same percent and inclusion are one. */
export type TaxRateKey = Pick<InvoiceTax, "percent" | "inclusive">;

/** What invoices have of a rate; null where they have none of it. */
export function taxAt(
  taxes: readonly InvoiceTax[],
  { percent, inclusive }: TaxRateKey,
): { amountMinor: bigint; taxableMinor: bigint } | null {
  const own = taxes.filter((tax) => tax.percent === percent && tax.inclusive === inclusive);
  if (own.length === 0) return null;
  return {
    amountMinor: own.reduce((sum, tax) => sum + BigInt(tax.amountMinor), 0n),
    taxableMinor: own.reduce((sum, tax) => sum + BigInt(tax.taxableMinor), 0n),
  };
}

/** An invoice's taxes with each rate once, the highest first. */
export function taxesByRate(taxes: readonly InvoiceTax[]): InvoiceTax[] {
  const found = new Map<string, InvoiceTax>();
  for (const rate of taxes) {
    const tax = taxAt(taxes, rate);
    const { percent, inclusive } = rate;
    if (tax)
      found.set(`${percent} ${inclusive}`, {
        percent,
        inclusive,
        amountMinor: String(tax.amountMinor),
        taxableMinor: String(tax.taxableMinor),
      });
  }
  return [...found.values()].sort((a, b) => Number(b.percent) - Number(a.percent));
}
