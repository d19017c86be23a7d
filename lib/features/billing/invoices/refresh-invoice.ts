import { beginReading } from "@/lib/features/license/lifecycle/reading-numbers";
import { OutsideUnreachable } from "@/lib/http/outside";
import { readInvoiceFacts } from "@/lib/stripe/invoice-facts";
import { forgetInvoice, recordInvoice } from "./record-invoice";

/** Readings that overtake each other end at the latest when the webhooks stop. */
const mostRounds = 5;

/** Reads an invoice anew and writes it down, whatever event told of it and in whatever order. */
export async function refreshInvoice(stripeInvoiceId: string): Promise<void> {
  for (let round = 0; round < mostRounds; round++) {
    const reading = await beginReading();
    const facts = await readInvoiceFacts(stripeInvoiceId);
    if (!facts) return forgetInvoice(stripeInvoiceId);
    if ((await recordInvoice(reading, facts)) !== "late") return;
  }
  throw new OutsideUnreachable(`invoice ${stripeInvoiceId} changes faster than it is read`);
}
