import { and, eq, lt, ne, sql } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { unlinkVoided } from "@/lib/features/billing/statements/unlink-voided";
import type { Context } from "@/lib/features/foundation/context/context";
import { notePaidWriteOff } from "@/lib/features/license/debts/note-paid-write-off";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import type { InvoiceFacts } from "@/lib/stripe/invoice-facts";

/**
 * Writes down an invoice as it was read, or nothing if it is none of our tenants' or something newer was written since
 * the number was taken. Answers whether it was too late and Stripe must be asked again.
 */
export function recordInvoice(
  ctx: Context,
  sequence: bigint,
  facts: InvoiceFacts,
): Promise<"recorded" | "not_ours" | "late"> {
  return acrossTenants(async (tx) => {
    const { id: stripeInvoiceId, ...rest } = facts;
    const tenantId = await tenantOfCustomer(tx, facts.stripeCustomerId);
    if (!tenantId) return "not_ours";
    await moveToTenant(tx, tenantId, stripeInvoiceId);
    const row = { ...rest, appliedSequence: sql`nextval('stripe_read_sequence')` };
    const written = await tx
      .insert(stripeInvoices)
      .values({ tenantId, stripeInvoiceId, ...row })
      .onConflictDoUpdate({
        target: [stripeInvoices.tenantId, stripeInvoices.stripeInvoiceId],
        set: row,
        setWhere: lt(stripeInvoices.appliedSequence, sequence),
      })
      .returning({ id: stripeInvoices.stripeInvoiceId });
    if (written.length === 0) return "late";
    if (facts.status === "paid") await notePaidWriteOff(tx, ctx, tenantId, stripeInvoiceId);
    if (facts.status === "void") await unlinkVoided(tx, ctx, tenantId, stripeInvoiceId);
    return "recorded";
  });
}

/** A customer that is now linked to another tenant takes its invoices along. */
const moveToTenant = (tx: Transaction, tenantId: typeof stripeInvoices.$inferSelect.tenantId, id: string) =>
  tx
    .delete(stripeInvoices)
    .where(and(eq(stripeInvoices.stripeInvoiceId, id), ne(stripeInvoices.tenantId, tenantId)));

/** A draft that was deleted at Stripe. Its id never comes back. */
export async function forgetInvoice(stripeInvoiceId: string): Promise<void> {
  await acrossTenants((tx) =>
    tx.delete(stripeInvoices).where(eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId)),
  );
}
