import { and, asc, eq, sql } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";

/** Makes jobs again of messages that nobody is carrying out, at most `limit` of them, money before mail. */
export async function retryStuckMessages(tx: Transaction, limit: number): Promise<void> {
  const stuck = await tx
    .select({ tenantId: outboxMessages.tenantId, messageId: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(eq(outboxMessages.state, "pending"), sql`coalesce(claimed_until, 'epoch') < clock_timestamp()`),
    )
    .orderBy(sql`${outboxMessages.operation} like 'mail.%'`, asc(outboxMessages.createdAt))
    .limit(limit);
  for (const message of stuck)
    await enqueueJob(tx, "outbox-message", message, { key: `outbox-message:${message.messageId}` });
}
