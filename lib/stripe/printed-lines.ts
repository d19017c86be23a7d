import type Stripe from "stripe";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

/** A line as an invoice prints it. Amounts are minor units as text. */
export type PrintedLine = {
  text: string;
  /** Null: the text or the amount says it. */
  quantity: string | null;
  /** Its time, as instants: from, and until. */
  from: string;
  until: string;
  amountMinor: string;
};

export type PrintedLines = {
  lines: PrintedLine[];
  /** What coupons at Stripe take off all lines. */
  discountMinor: string;
};

/** What an invoice prints, whoever made it and also after its customer was deleted; null: Stripe does not know it. */
export async function readPrintedLines(id: string): Promise<PrintedLines | null> {
  try {
    return await callStripe(async (stripe) => {
      const { total_discount_amounts: discounts } = await stripe.invoices.retrieve(id);
      const lines: PrintedLine[] = [];
      for await (const line of stripe.invoices.listLineItems(id, { limit: 100 })) lines.push(printed(line));
      const discount = (discounts ?? []).reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      return { lines, discountMinor: String(discount) };
    });
  } catch (error) {
    if (error instanceof OutsideRefused && error.reason === "resource_missing") return null;
    throw error;
  }
}

const printed = ({ description, quantity, period, amount }: Stripe.InvoiceLineItem): PrintedLine => ({
  text: description ?? "",
  quantity: quantity === null || quantity === 1 ? null : String(quantity),
  from: instantOf(period.start),
  until: instantOf(period.end),
  amountMinor: String(amount),
});

const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
