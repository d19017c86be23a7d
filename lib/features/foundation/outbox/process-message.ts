import { and, eq, sql } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import type { MessageReference } from "./enqueue-message";
import type { Message } from "./handler";
import { handlerOf } from "./handlers";
import { isOperationName, operations, operationsWithSecrets } from "./operations";

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

/** Carries out one committed message, whoever asks. Never throws for what the outside says; repeating is harmless. */
export async function processMessage(
  ctx: Context,
  { tenantId, messageId }: MessageReference,
): Promise<MessageOutcome> {
  const row = await inTenant(tenantId, async (tx) => {
    const [claimed] = await tx
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
    return claimed;
  });
  if (!row) return outcomeOf({ tenantId, messageId });

  const name = row.operation;
  invariant(isOperationName(name), `the outbox knows the operation ${name}`);
  const handler = await handlerOf(name);
  const message: Message = { tenantId, id: row.id, createdAt: row.createdAt, attempts: row.attempts };
  const parameters = operations[name].parse(row.parameters);
  const parametersKept = operationsWithSecrets.has(name) ? { parameters: {} } : {};
  try {
    const outcome = await handler.execute(parameters, message, ctx).catch(sortRefusal);
    await inTenant(tenantId, async (tx) => {
      if (await close(tx, ctx, message, { state: "done", lastError: null, ...parametersKept }))
        await handler.settle(tx, ctx, message, parameters, outcome);
    });
    return { state: "done" };
  } catch (error) {
    if (error instanceof OutsideRefused) {
      await inTenant(tenantId, async (tx) => {
        if (await close(tx, ctx, message, { state: "refused", lastError: error.reason, ...parametersKept }))
          await handler.refuse(tx, ctx, message, parameters, error.reason);
      });
      return { state: "refused", reason: error.reason };
    }
    await inTenant(tenantId, (tx) =>
      tx
        .update(outboxMessages)
        .set({ claimedUntil: null, lastError: String(error) })
        .where(and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.id, messageId))),
    );
    if (error instanceof OutsideUnreachable) return { state: "unreachable" };
    throw error;
  }
}

/**
 * What our own rules refuse while a message is carried out ends it as the outside's no does: asking again would be
 * answered the same for ever. Only what waits for the outside, or for another act of ours, is tried again.
 */
function sortRefusal(error: unknown): never {
  if (!(error instanceof Refused)) throw error;
  const { code } = error.refusal;
  if (code === "stripe_unreachable" || code === "busy") throw new OutsideUnreachable(code);
  throw new OutsideRefused(code, `refused by our own rule: ${code}`);
}

/** Closes a pending message; false if another process has closed it meanwhile, and then settled it too. */
async function close(
  tx: Transaction,
  ctx: Context,
  message: Message,
  end: { state: "done" | "refused"; lastError: string | null; parameters?: object },
): Promise<boolean> {
  const closed = await tx
    .update(outboxMessages)
    .set({ ...end, closedAt: ctx.now, claimedUntil: null })
    .where(
      and(
        eq(outboxMessages.tenantId, message.tenantId),
        eq(outboxMessages.id, message.id),
        eq(outboxMessages.state, "pending"),
      ),
    )
    .returning({ id: outboxMessages.id });
  return closed.length === 1;
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
  return row.state === "done" ? { state: "done" } : { state: "refused", reason: row.lastError ?? "" };
}
