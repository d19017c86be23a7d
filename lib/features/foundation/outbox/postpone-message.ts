import { and, eq, sql } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { delayUntil, nextAttempt } from "@/lib/features/foundation/jobs/next-attempt";
import type { MessageReference } from "./enqueue-message";

/** `counted`: the attempt that failed has been counted already, in the transaction that claimed the message. */
type Failure = { error: unknown; counted: boolean };

/** Writes down why an attempt failed and when the next one is, and makes the job for it. */
export async function postponeMessage(
  { tenantId, messageId }: MessageReference,
  { error, counted }: Failure,
): Promise<void> {
  const attempts = sql`${outboxMessages.attempts} + ${counted ? 0 : 1}`;
  await inTenant(tenantId, async (tx) => {
    const [row] = await tx
      .update(outboxMessages)
      .set({
        claimedUntil: null,
        lastError: String(error),
        attempts,
        nextAttemptAt: nextAttempt(attempts),
      })
      .where(
        and(
          eq(outboxMessages.tenantId, tenantId),
          eq(outboxMessages.id, messageId),
          eq(outboxMessages.state, "pending"),
        ),
      )
      .returning({ delay: delayUntil(outboxMessages.nextAttemptAt) });
    if (!row) return;
    const message = { tenantId, messageId };
    await enqueueJob(tx, "outbox-message", message, { key: `outbox-message:${messageId}`, delay: row.delay });
  });
}
