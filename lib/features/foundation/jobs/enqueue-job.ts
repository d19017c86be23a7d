import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/transaction";
import type { JobName, JobPayload } from "./job-payloads";

/** Adds a job inside the caller's transaction: it exists exactly if the change commits. Same key: one job. */
export async function enqueueJob<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayload<Name>,
  options: { key: string; delay?: string },
): Promise<void> {
  await tx.execute(
    sql`select enqueue_job(${name}, ${JSON.stringify(payload)}::json, ${options.key}, ${options.delay ?? "0"}::interval)`,
  );
}
