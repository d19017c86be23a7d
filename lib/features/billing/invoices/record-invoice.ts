import { and, eq, lt, ne, sql } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { invoiceEvents } from "@/lib/domain/events/invoice-events";
import { documentsDelay, enqueueKeeping } from "@/lib/features/billing/documents/keep-documents";
import { noteDocument } from "@/lib/features/billing/documents/note-document";
import { unlinkVoided } from "@/lib/features/billing/statements/unlink-voided";
import type { Context } from "@/lib/features/foundation/context/context";
import { noteEvent } from "@/lib/features/foundation/events/note-event";
import { notePaidWriteOff } from "@/lib/features/license/debts/note-paid-write-off";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import type { InvoiceFacts } from "@/lib/stripe/invoice-facts";
import { compareWithCharge } from "./compare-with-charge";
import { thankForPayment } from "./thank-for-payment";

/**
 * Writes down an invoice as it was read, and thanks for what was paid; or nothing if it is none of our tenants' or
 * something newer was written since the number was taken. Answers whether it was too late and Stripe must be asked again.
 */
export function recordInvoice(
  ctx: Context,
  sequence: bigint,
  facts: InvoiceFacts,
): Promise<"recorded" | "not_ours" | "late"> {
  return acrossTenants(async (tx) => {
    const { id: stripeInvoiceId, ledger, ...rest } = facts;
    const tenantId = await tenantOfCustomer(tx, facts.stripeCustomerId);
    if (!tenantId) return "not_ours";
    await moveToTenant(tx, tenantId, stripeInvoiceId);
    const ofCharge = await compareWithCharge(tx, tenantId, ledger);
    const [before = null] = await tx
      .select()
      .from(stripeInvoices)
      .where(and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId)))
      .for("update");
    const row = { ...rest, ...ofCharge, appliedSequence: sql`nextval('stripe_read_sequence')` };
    const written = await tx
      .insert(stripeInvoices)
      .values({ tenantId, stripeInvoiceId, ...row })
      .onConflictDoUpdate({
        target: [stripeInvoices.tenantId, stripeInvoices.stripeInvoiceId],
        set: row,
        setWhere: lt(stripeInvoices.appliedSequence, sequence),
      })
      .returning();
    const [invoice] = written;
    if (!invoice) return "late";
    for (const { type, name } of invoiceEvents(before, invoice, ctx.now))
      await noteEvent(tx, ctx, tenantId, {
        type,
        about: stripeInvoiceId,
        fact: `${stripeInvoiceId}:${name}`,
      });
    await askForDocuments(tx, invoice);
    await thankForPayment(tx, ctx, tenantId, stripeInvoiceId);
    if (facts.status === "paid") await notePaidWriteOff(tx, ctx, tenantId, stripeInvoiceId);
    if (facts.status === "void") await unlinkVoided(tx, ctx, tenantId, stripeInvoiceId);
    return "recorded";
  });
}

/** What Stripe prints of a final invoice is kept; again whenever something followed of which it prints more. */
async function askForDocuments(tx: Transaction, invoice: typeof stripeInvoices.$inferSelect): Promise<void> {
  const { tenantId, stripeInvoiceId, number, finalizedAt, totalMinor, paidMinor, creditedMinor } = invoice;
  if (!finalizedAt || number === null) return;
  const documentsAsOf = `${paidMinor}:${creditedMinor}`;
  if (invoice.documentsAsOf === documentsAsOf) return;
  const { payerName, currency } = invoice;
  await noteDocument(tx, tenantId, {
    kind: "invoice",
    stripeId: stripeInvoiceId,
    stripeInvoiceId,
    number,
    payerName,
    issuedAt: finalizedAt,
    amountMinor: totalMinor,
    currency,
  });
  await enqueueKeeping(tx, stripeInvoiceId, documentsDelay);
  await tx
    .update(stripeInvoices)
    .set({ documentsAsOf })
    .where(and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId)));
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
