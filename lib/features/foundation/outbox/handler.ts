import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import type { OperationName, OperationParameters } from "./operations";

/** A committed message that is being carried out. */
export type Message = { tenantId: Id<"tenant">; id: Id<"message">; createdAt: Date; attempts: number };

/**
 * Carries out one operation, in steps like those of a use-case:
 * - `prepare` reads what the call outside needs, in the tenant's transaction that claims the message.
 * - `execute` calls the outside while no connection is held. It may run again after a crash, so it must give the outside
 *   the message's id as idempotency key (`${id}:1`, `${id}:2` … for several calls).
 * - `settle` writes down the result, in the tenant's transaction that also closes the message.
 * - `refuse` writes down that the outside refused for good, in such a transaction too.
 */
export type Handler<Parameters = unknown, Prepared = unknown, Outcome = unknown> = {
  prepare?: (tx: Transaction, message: Message, parameters: Parameters, ctx: Context) => Promise<Prepared>;
  execute: (parameters: Parameters, message: Message, ctx: Context, prepared: Prepared) => Promise<Outcome>;
  settle: (
    tx: Transaction,
    ctx: Context,
    message: Message,
    parameters: Parameters,
    outcome: Outcome,
  ) => Promise<void>;
  refuse: (
    tx: Transaction,
    ctx: Context,
    message: Message,
    parameters: Parameters,
    reason: string,
  ) => Promise<void>;
};

/**
 * Defines the handler of the operation `name`, whose parameters have the type that the operation's schema gives them.
 * The result has lost these types, since `handlers.ts` holds handlers of all operations side by side.
 */
export function handler<Name extends OperationName, Outcome, Prepared = undefined>(
  _name: Name,
  definition: Handler<OperationParameters<Name>, Prepared, Outcome>,
): Handler {
  return definition as unknown as Handler;
}
