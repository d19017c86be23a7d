import { and, asc, eq, sql } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { isDue } from "@/lib/features/foundation/jobs/next-attempt";

/**
 * Makes jobs again of messages that are due and that nobody is carrying out, at most `limit` of them. Money comes before
 * mail, and what was tried least comes first, so that messages that fail for ever hold up no others.
 */
export async function retryStuckMessages(tx: Transaction, limit: number): Promise<void> {
  const stuck = await tx
    .select({ tenantId: outboxMessages.tenantId, messageId: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.state, "pending"),
        sql`coalesce(claimed_until, 'epoch') < clock_timestamp()`,
        isDue(outboxMessages.nextAttemptAt),
      ),
    )
    .orderBy(
      sql`${outboxMessages.operation} like 'mail.%'`,
      asc(outboxMessages.attempts),
      asc(outboxMessages.createdAt),
    )
    .limit(limit);
  for (const message of stuck)
    await enqueueJob(tx, "outbox-message", message, { key: `outbox-message:${message.messageId}` });
}
