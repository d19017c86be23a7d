import type { outboxMessages } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { closeMessage } from "./close-message";
import { handlerOf } from "./handlers";
import { isOperationName, operations } from "./operations";

/** Ends a pending message as if the outside had refused it for this reason. */
export async function refuseMessage(
  tx: Transaction,
  ctx: Context,
  message: typeof outboxMessages.$inferSelect,
  reason: string,
): Promise<void> {
  const { tenantId, id, operation } = message;
  invariant(isOperationName(operation), `the outbox knows the operation ${operation}`);
  const parameters = operations[operation].parse(message.parameters);
  const end = { state: "refused", lastError: reason } as const;
  if (await closeMessage(tx, ctx, { tenantId, messageId: id }, { operation, parameters }, end))
    await (await handlerOf(operation)).refuse(tx, ctx, message, parameters, reason);
}
