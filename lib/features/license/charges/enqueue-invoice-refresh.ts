import type { Transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";

/** Has the worker read an invoice again: into the list of invoices, and into the charge that it carries. */
export const enqueueInvoiceRefresh = (tx: Transaction, stripeInvoiceId: string) =>
  enqueueJob(tx, "refresh-invoice", { stripeInvoiceId }, { key: `refresh-invoice:${stripeInvoiceId}` });
