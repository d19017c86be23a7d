import type { z } from "zod";
import { isContention } from "@/lib/db/errors";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import type { TenantAction } from "@/lib/domain/access/actions";
import { Refused, type Result, refused, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Audit, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authorise, type Standing } from "./authorise";
import { lockTenant } from "./lock-tenant";

export type CommandScope<Input> = {
  ctx: Context;
  input: Input;
  tx: Transaction;
  tenantId: Id<"tenant">;
  standing: Standing;
  /** Writes what changed to the audit log, in this same transaction. A command that changed nothing records nothing. */
  audit: (entry: Audit) => Promise<void>;
};

type Definition<Schema extends z.ZodType, Value, Answer> = {
  action: TenantAction;
  /**
   * The tenant is locked, and only then asked who may act: whoever was removed while waiting for the lock acts no more.
   * For all that hangs on membership or on the tenant's rep.
   */
  locks?: true;
  input: Schema;
  /** Everything the database must know, in one transaction. Throw `Refused` to undo all of it and say why. */
  run: (scope: CommandScope<z.output<Schema>>) => Promise<Value>;
  /** What happens outside once that is committed; it must be safe to repeat and to be cut off. */
  afterCommit?: (ctx: Context, tenantId: Id<"tenant">, value: Value) => Promise<Answer>;
};

/**
 * The one way to write a command on a tenant, so that no step can be forgotten:
 * lock → permission → parse → transaction with the tenant's rights → audit → typed result → effects.
 */
export function command<Schema extends z.ZodType, Value, Answer = Value>(
  definition: Definition<Schema, Value, Answer>,
) {
  return async (ctx: Context, tenantId: Id<"tenant">, rawInput: z.input<Schema>): Promise<Result<Answer>> => {
    try {
      const value = await inTenant(tenantId, async (tx) => {
        if (definition.locks) await lockTenant(tx, tenantId);
        const standing = await authorise(tx, ctx, tenantId, definition.action);
        const input = parseInput(definition.input, rawInput);
        const audit = (entry: Audit) => recordAudit(tx, ctx, tenantId, entry);
        return definition.run({ ctx, input, tx, tenantId, standing, audit });
      });
      if (definition.afterCommit) return succeeded(await definition.afterCommit(ctx, tenantId, value));
      return succeeded(value as unknown as Answer);
    } catch (error) {
      return answerRefusal(error);
    }
  };
}

type QueryDefinition<Schema extends z.ZodType, Value> = {
  action: TenantAction;
  input: Schema;
  run: (scope: Omit<CommandScope<z.output<Schema>>, "audit">) => Promise<Value>;
};

/** A read of one tenant: the same permission, parsing and row rights as a command, and nothing to audit. */
export function query<Schema extends z.ZodType, Value>(definition: QueryDefinition<Schema, Value>) {
  return async (ctx: Context, tenantId: Id<"tenant">, rawInput: z.input<Schema>): Promise<Result<Value>> => {
    try {
      const value = await inTenant(
        tenantId,
        async (tx) => {
          const standing = await authorise(tx, ctx, tenantId, definition.action);
          const input = parseInput(definition.input, rawInput);
          return definition.run({ ctx, input, tx, tenantId, standing });
        },
        { readsOnly: true },
      );
      return succeeded(value);
    } catch (error) {
      return answerRefusal(error);
    }
  };
}

/** Refusals become typed answers, and so does what may be tried again; anything else is our own fault and goes up. */
export function answerRefusal(error: unknown): Result<never> {
  if (error instanceof Refused) return refused(error.refusal.code, error.refusal);
  if (isContention(error)) return refused("busy");
  throw error;
}
