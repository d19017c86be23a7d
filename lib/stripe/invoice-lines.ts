import { callStripe } from "./call-stripe";

/** A line as it stands on an invoice. Amounts are minor units. */
export type ReadLine = {
  id: string;
  text: string;
  amountMinor: bigint;
  /** Its share of the taxes. */
  taxMinor: bigint;
};

/** All lines of an invoice, ours and those that people put there. */
export const readInvoiceLines = (invoiceId: string): Promise<ReadLine[]> =>
  callStripe(async (stripe) => {
    const lines: ReadLine[] = [];
    for await (const line of stripe.invoices.listLineItems(invoiceId, { limit: 100 }))
      lines.push({
        id: line.id,
        text: line.description ?? "",
        amountMinor: BigInt(line.amount),
        taxMinor: (line.taxes ?? []).reduce((sum, { amount }) => sum + BigInt(amount), 0n),
      });
    return lines;
  });
