import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { outboxMessages, stripeEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import { actorName, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueStripeEvent } from "@/lib/features/foundation/jobs/enqueue-stripe-event";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { isOperationName, operations } from "@/lib/features/foundation/outbox/operations";
import { type MessageOutcome, processMessage } from "@/lib/features/foundation/outbox/process-message";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { lockEvent, lockMessage } from "./lock-message";
import { directions } from "./message-view";
import { canProcess, canSend } from "./read-rows";

/** What became of it. `queued`: the worker is about to process the event. `failed`: a mistake of ours, which is logged. */
export type Retried = { outcome: MessageOutcome["state"] | "queued" | "failed" };

/**
 * Tries a message at once instead of waiting for its next attempt. One that was refused is enqueued anew, because Stripe
 * would answer the same key with the same refusal. An event that was closed is processed again.
 */
export const retryMessage = useCase(staff("messages.settle"), {
  input: z.strictObject({ direction: z.enum(directions), id: z.string().min(1).max(300) }),
  async write({ ctx, tx, input: { direction, id }, audit }): Promise<MessageReference | null> {
    return direction === "sent" ? retrySent(tx, ctx, id) : retryReceived(tx, id, audit);
  },
  async afterCommit({ ctx }, reference): Promise<Retried> {
    if (!reference) return { outcome: "queued" };
    try {
      return { outcome: (await processMessage(ctx, reference)).state };
    } catch (error) {
      // The error is in the message's row, too.
      console.error(`message ${reference.messageId}:`, error);
      return { outcome: "failed" };
    }
  },
});

async function retrySent(tx: Transaction, ctx: Context, id: string): Promise<MessageReference> {
  const message = await lockMessage(tx, id);
  const { tenantId, operation, state } = message;
  if (!canSend(message) || !isOperationName(operation)) throw new Refused("nothing_pending");
  await recordAudit(tx, ctx, tenantId, {
    action: "message.retried",
    after: { messageId: id, message: operation },
  });
  const own = and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.id, message.id));
  if (state === "pending") {
    await tx.update(outboxMessages).set({ nextAttemptAt: null }).where(own);
    return { tenantId, messageId: message.id };
  }
  await tx
    .update(outboxMessages)
    .set({ state: "replaced", settledBy: actorName(ctx) })
    .where(own);
  const parameters = operations[operation].parse(message.parameters);
  return enqueueMessage(tx, ctx, tenantId, operation, parameters as never, "caller", message.subject);
}

async function retryReceived(tx: Transaction, id: string, audit: Writing<unknown>["audit"]): Promise<null> {
  const event = await lockEvent(tx, id);
  if (!canProcess(event)) throw new Refused("nothing_pending");
  invariant(event.payload, "an event that can be processed has its payload");
  await audit({ action: "message.retried", after: { messageId: id, message: event.type } });
  await tx
    .update(stripeEvents)
    .set({
      state: "pending",
      processedAt: null,
      nextAttemptAt: null,
      asideReason: null,
      settledBy: null,
      skipReason: null,
    })
    .where(eq(stripeEvents.id, id));
  await enqueueStripeEvent(tx, event);
  return null;
}
