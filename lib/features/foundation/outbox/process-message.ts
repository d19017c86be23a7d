import { and, eq, sql } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { closeMessage } from "./close-message";
import type { MessageReference } from "./enqueue-message";
import type { Handler, Message } from "./handler";
import { handlerOf } from "./handlers";
import { isOperationName, type OperationName, operations } from "./operations";
import { postponeMessage } from "./postpone-message";

/**
 * How an attempt ended. `unreachable`: nobody knows yet whether the outside did it; it stays pending, and asking again
 * with the same key cannot do it twice. `busy`: another process is at it.
 */
export type MessageOutcome =
  | { state: "done" }
  | { state: "refused"; reason: string }
  | { state: "unreachable" }
  | { state: "busy" };

/** Longer than the Stripe adapter ever waits; after it, a process that took the message is taken for dead. */
const claimSeconds = 25;

/** Carries out one committed message. Never throws for what the outside says; repeating is harmless. */
export async function processMessage(ctx: Context, reference: MessageReference): Promise<MessageOutcome> {
  let claimed: Claimed | null = null;
  try {
    claimed = await claim(ctx, reference);
    return claimed ? await carryOut(ctx, claimed) : await outcomeOf(reference);
  } catch (error) {
    await postponeMessage(reference, { error, counted: claimed !== null });
    if (error instanceof OutsideUnreachable) return { state: "unreachable" };
    throw error;
  }
}

async function carryOut(ctx: Context, claimed: Claimed): Promise<MessageOutcome> {
  const { handler, message, parameters, prepared } = claimed;
  const { tenantId } = message;
  const reference = { tenantId, messageId: message.id };
  try {
    const outcome = await handler.execute(parameters, message, ctx, prepared).catch(sortRefusal);
    await inTenant(tenantId, async (tx) => {
      if (await closeMessage(tx, ctx, reference, claimed, { state: "done", lastError: null }))
        await handler.settle(tx, ctx, message, parameters, outcome);
    });
    return { state: "done" };
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    const { reason, message: errorDetail } = error;
    await inTenant(tenantId, async (tx) => {
      if (
        await closeMessage(tx, ctx, reference, claimed, { state: "refused", lastError: reason, errorDetail })
      )
        await handler.refuse(tx, ctx, message, parameters, reason);
    });
    return { state: "refused", reason };
  }
}

type Claimed = {
  operation: OperationName;
  handler: Handler;
  message: Message;
  parameters: unknown;
  prepared: unknown;
};

/** Takes a pending message, so that no other process carries it out meanwhile. Null if another one has it or had it. */
function claim(ctx: Context, { tenantId, messageId }: MessageReference): Promise<Claimed | null> {
  return inTenant(tenantId, async (tx) => {
    const [row] = await tx
      .update(outboxMessages)
      .set({
        claimedUntil: sql`clock_timestamp() + make_interval(secs => ${claimSeconds})`,
        attempts: sql`${outboxMessages.attempts} + 1`,
      })
      .where(
        and(
          eq(outboxMessages.tenantId, tenantId),
          eq(outboxMessages.id, messageId),
          eq(outboxMessages.state, "pending"),
          sql`(${outboxMessages.claimedUntil} is null or ${outboxMessages.claimedUntil} < clock_timestamp())`,
        ),
      )
      .returning();
    if (!row) return null;
    const { operation, id, createdAt, attempts } = row;
    invariant(isOperationName(operation), `the outbox knows the operation ${operation}`);
    const handler = await handlerOf(operation);
    const message: Message = { tenantId, id, createdAt, attempts };
    const parameters = operations[operation].parse(row.parameters);
    const prepared = await handler.prepare?.(tx, message, parameters, ctx);
    return { operation, handler, message, parameters, prepared };
  });
}

/**
 * What our own rules refuse while a message is carried out ends it as the outside's no does: asking again would be
 * answered the same for ever. Only what waits for the outside, or for another message of ours, is tried again.
 */
function sortRefusal(error: unknown): never {
  if (!(error instanceof Refused)) throw error;
  const { code } = error.refusal;
  if (code === "stripe_unreachable" || code === "busy") throw new OutsideUnreachable(code);
  throw new OutsideRefused(code, `refused by our own rule: ${code}`);
}

async function outcomeOf({ tenantId, messageId }: MessageReference): Promise<MessageOutcome> {
  const [row] = await inTenant(tenantId, (tx) =>
    tx
      .select({ state: outboxMessages.state, lastError: outboxMessages.lastError })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.id, messageId))),
  );
  invariant(row, `message ${messageId} exists`);
  if (row.state === "pending") return { state: "busy" };
  if (row.state === "done") return { state: "done" };
  return { state: "refused", reason: row.state === "refused" ? (row.lastError ?? "") : row.state };
}
