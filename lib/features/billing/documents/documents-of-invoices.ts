import { and, asc, eq, inArray } from "drizzle-orm";
import { documents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { DocumentKind, DocumentState } from "@/lib/domain/documents/document";
import type { Id } from "@/lib/domain/ids";

/** A document of an invoice as plain JSON: it can be downloaded once it is kept. */
export type InvoiceDocument = {
  id: Id<"document">;
  kind: DocumentKind;
  state: DocumentState;
  number: string;
  issuedOn: string;
  /** Minor units as text; negative where something is given back. */
  amountMinor: string;
};

/** What was printed of some invoices of a tenant, oldest first. */
export async function documentsOfInvoices(
  tx: Transaction,
  tenantId: Id<"tenant">,
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, InvoiceDocument[]>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.tenantId, tenantId), inArray(documents.stripeInvoiceId, [...invoiceIds])))
    .orderBy(asc(documents.issuedOn), asc(documents.id));
  const found = new Map<string, InvoiceDocument[]>();
  for (const { id, kind, state, number, issuedOn, amountMinor, stripeInvoiceId } of rows) {
    const document = { id, kind, state, number, issuedOn, amountMinor: String(amountMinor) };
    found.set(stripeInvoiceId, [...(found.get(stripeInvoiceId) ?? []), document]);
  }
  return found;
}
