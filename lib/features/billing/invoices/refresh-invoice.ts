import type { Context } from "@/lib/features/foundation/context/context";
import { takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { OutsideUnreachable } from "@/lib/http/outside";
import { readInvoiceFacts } from "@/lib/stripe/invoice-facts";
import { forgetInvoice, recordInvoice } from "./record-invoice";

/** Readings that overtake each other end at the latest when the webhooks stop. */
const mostRounds = 5;

/** Reads an invoice anew and writes it down, whatever event told of it and in whatever order. */
export async function refreshInvoice(ctx: Context, stripeInvoiceId: string): Promise<void> {
  for (let round = 0; round < mostRounds; round++) {
    const sequence = await takeSequenceNumber();
    const facts = await readInvoiceFacts(stripeInvoiceId);
    if (!facts) return forgetInvoice(stripeInvoiceId);
    if ((await recordInvoice(ctx, sequence, facts)) !== "late") return;
  }
  throw new OutsideUnreachable(`invoice ${stripeInvoiceId} changes faster than it is read`);
}
