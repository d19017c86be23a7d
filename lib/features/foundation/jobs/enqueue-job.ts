import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/transaction";

/** The jobs that the worker knows; `server/jobs.ts` maps each to the use-case that does it. */
export type JobName =
  | "outbox-message"
  | "stripe-event"
  | "check-checkout"
  | "refresh-subscription"
  | "list-invoices"
  | "recount"
  | "contract"
  | "contract-payment"
  | "expire-quotes";

/** Adds a job inside the caller's transaction: it exists exactly if the change commits. Same key: one job. */
export async function enqueueJob(
  tx: Transaction,
  name: JobName,
  payload: Record<string, string>,
  options: { key: string; delay?: string },
): Promise<void> {
  await tx.execute(
    sql`select enqueue_job(${name}, ${JSON.stringify(payload)}::json, ${options.key}, ${options.delay ?? "0"}::interval)`,
  );
}
