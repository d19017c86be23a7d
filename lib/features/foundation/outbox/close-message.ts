import { and, eq } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { OutboxState } from "@/lib/domain/messages/message-states";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "./enqueue-message";
import { keptParameters, type OperationName } from "./operations";

export type MessageEnd = {
  state: Exclude<OutboxState, "pending">;
  lastError?: string | null;
  errorDetail?: string | null;
  skipReason?: string;
  settledBy?: string;
};

/** Closes a pending message; false if another process has closed it meanwhile, and then settled it too. */
export async function closeMessage(
  tx: Transaction,
  ctx: Context,
  { tenantId, messageId }: MessageReference,
  content: { operation: OperationName; parameters: unknown },
  end: MessageEnd,
): Promise<boolean> {
  const closed = await tx
    .update(outboxMessages)
    .set({
      ...end,
      closedAt: ctx.now,
      claimedUntil: null,
      nextAttemptAt: null,
      parameters: keptParameters(content.operation, content.parameters, end.state),
    })
    .where(
      and(
        eq(outboxMessages.tenantId, tenantId),
        eq(outboxMessages.id, messageId),
        eq(outboxMessages.state, "pending"),
      ),
    )
    .returning({ id: outboxMessages.id });
  return closed.length === 1;
}
