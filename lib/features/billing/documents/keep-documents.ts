import { createHash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import { documentFiles, documents, stripeInvoices } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { largestDocumentBytes } from "@/lib/domain/documents/document";
import { env } from "@/lib/env";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { type Downloaded, download } from "@/lib/http/download";
import { OutsideRefused } from "@/lib/http/outside";
import { listInvoiceDocuments, type StripeDocument } from "@/lib/stripe/invoice-documents";
import { noteDocument } from "./note-document";

export type DocumentRow = typeof documents.$inferSelect;

/**
 * Keeps what Stripe has printed of an invoice: first a row for each document, then the document itself. Safe to repeat:
 * what is kept is not fetched again, and what Stripe prints later comes with the invoice's next change. Answers whether
 * something was given back, for which return documents are kept as well.
 */
export async function keepDocuments(ctx: Context, stripeInvoiceId: string): Promise<boolean> {
  const { documents: found, isReturned } = await listInvoiceDocuments(stripeInvoiceId);
  const waiting = await acrossTenants(async (tx) => {
    await noteAll(tx, stripeInvoiceId, found);
    return tx
      .select()
      .from(documents)
      .where(and(eq(documents.stripeInvoiceId, stripeInvoiceId), eq(documents.state, "waiting")));
  });
  for (const row of waiting) {
    const document = found.find(({ kind, stripeId }) => kind === row.kind && stripeId === row.stripeId);
    if (document?.url) await keepOne(ctx, row, document.url);
  }
  return isReturned;
}

async function noteAll(tx: Transaction, stripeInvoiceId: string, found: StripeDocument[]): Promise<void> {
  const [invoice] = await tx
    .select()
    .from(stripeInvoices)
    .where(eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId));
  if (!invoice) return;
  const { tenantId, currency, payerName } = invoice;
  for (const { url: _, ...document } of found)
    await noteDocument(tx, tenantId, { ...document, stripeInvoiceId, payerName, currency });
}

async function keepOne(ctx: Context, row: DocumentRow, url: string): Promise<void> {
  try {
    const file = await download(url, largestDocumentBytes, env().STRIPE_TIMEOUT_MS);
    if (row.kind !== "receipt" && !isPdf(file)) throw new OutsideRefused("not_a_pdf", `${row.id} is no PDF`);
    await acrossTenants((tx) => keepFile(tx, row, file, ctx.now));
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    await acrossTenants((tx) =>
      tx
        .update(documents)
        .set({ state: "failed", problem: error.reason })
        .where(and(eq(documents.id, row.id), eq(documents.state, "waiting"))),
    );
  }
}

const isPdf = ({ bytes }: Downloaded): boolean => bytes.subarray(0, 5).toString("latin1") === "%PDF-";

/** Puts the bytes beside their row, once. From then on nobody can change either. */
export async function keepFile(
  tx: Transaction,
  { tenantId, id, keepUntil }: Pick<DocumentRow, "tenantId" | "id" | "keepUntil">,
  { bytes, contentType }: Downloaded,
  now: Date,
): Promise<void> {
  const added = await tx
    .insert(documentFiles)
    .values({ tenantId, documentId: id, contentType, bytes, keepUntil })
    .onConflictDoNothing()
    .returning({ id: documentFiles.documentId });
  if (added.length === 0) return;
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  await tx
    .update(documents)
    .set({ state: "kept", problem: null, keptAt: now, contentHash, sizeBytes: bytes.length })
    .where(and(eq(documents.tenantId, tenantId), eq(documents.id, id)));
}

/** Documents whose job was lost, or gave up while Stripe was away for long. */
export async function retryWaitingDocuments(tx: Transaction, batch: number): Promise<void> {
  const rows = await tx
    .selectDistinct({ invoice: documents.stripeInvoiceId })
    .from(documents)
    .where(and(eq(documents.state, "waiting"), lt(documents.notedAt, sql`now() - interval '1 hour'`)))
    .limit(batch);
  for (const { invoice } of rows) await enqueueKeeping(tx, invoice);
}

/** Settling a payment or a credit takes Stripe a moment, and nobody waits for the documents. */
export const documentsDelay = "1 minute";

export const enqueueKeeping = (tx: Transaction, stripeInvoiceId: string, delay?: string): Promise<void> =>
  enqueueJob(tx, "keep-documents", { stripeInvoiceId }, { key: `keep-documents:${stripeInvoiceId}`, delay });

/** Removes documents whose years are over, by the caller's clock and by the database's. */
export async function forgetOldDocuments(tx: Transaction, now: Date, batch: number): Promise<void> {
  const over = sql`keep_until < least(current_date, ${now.toISOString()}::timestamptz::date)`;
  await tx.execute(
    sql`delete from document_files where (tenant_id, document_id) in
      (select tenant_id, id from documents where ${over} limit ${batch})`,
  );
  await tx.execute(
    sql`delete from documents where ${over} and not exists (select from document_files f
      where f.tenant_id = documents.tenant_id and f.document_id = documents.id)`,
  );
}
