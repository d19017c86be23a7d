import { stripeInvoiceListings } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { listInvoiceFacts } from "@/lib/stripe/invoice-facts";
import { recordInvoice } from "./record-invoice";
import { refreshInvoice } from "./refresh-invoice";

/**
 * Reads all invoices of a customer once: those made before the customer was linked, or before Choba kept their numbers,
 * were told by no webhook. Safe to repeat; cut off in the middle, it begins again.
 */
export async function listInvoicesOfCustomer(ctx: Context, stripeCustomerId: string): Promise<void> {
  const sequence = await takeSequenceNumber();
  for await (const facts of listInvoiceFacts(stripeCustomerId))
    if ((await recordInvoice(ctx, sequence, facts)) === "late") await refreshInvoice(ctx, facts.id);
  await acrossTenants(async (tx) => {
    const tenantId = await tenantOfCustomer(tx, stripeCustomerId);
    if (!tenantId) return;
    const row = { stripeCustomerId, listedAt: ctx.now };
    await tx
      .insert(stripeInvoiceListings)
      .values({ tenantId, ...row })
      .onConflictDoUpdate({ target: stripeInvoiceListings.tenantId, set: row });
  });
}
