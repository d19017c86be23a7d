import type { z } from "zod";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { DeskAction } from "@/lib/domain/access/actions";
import { type Result, succeeded } from "@/lib/domain/errors";
import { type Audit, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { deskTenant } from "@/lib/features/foundation/context/console-tenant";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authoriseDesk } from "./authorise";
import { answerRefusal } from "./command";

export type DeskScope<Input> = {
  ctx: Context;
  input: Input;
  tx: Transaction;
  /** Writes what changed to the audit log under the desk's name, in this same transaction. */
  audit: (entry: Audit) => Promise<void>;
};

type Definition<Schema extends z.ZodType, Value, Answer> = {
  action: DeskAction;
  input: Schema;
  /** Everything the database must know, in one transaction. Throw `Refused` to undo all of it and say why. */
  run: (scope: DeskScope<z.output<Schema>>) => Promise<Value>;
  /** What happens outside once that is committed; it must be safe to repeat and to be cut off. */
  afterCommit?: (ctx: Context, value: Value) => Promise<Answer>;
};

/** `command` for what belongs to no tenant, such as the catalog: the same steps, under the desk's name. */
export function deskCommand<Schema extends z.ZodType, Value, Answer = Value>(
  definition: Definition<Schema, Value, Answer>,
) {
  return async (ctx: Context, rawInput: z.input<Schema>): Promise<Result<Answer>> => {
    try {
      authoriseDesk(ctx, definition.action);
      const input = parseInput(definition.input, rawInput);
      const value = await acrossTenants((tx) => {
        const audit = (entry: Audit) => recordAudit(tx, ctx, deskTenant, entry);
        return definition.run({ ctx, input, tx, audit });
      });
      if (definition.afterCommit) return succeeded(await definition.afterCommit(ctx, value));
      return succeeded(value as unknown as Answer);
    } catch (error) {
      return answerRefusal(error);
    }
  };
}

type QueryDefinition<Schema extends z.ZodType, Value> = {
  action: DeskAction;
  input: Schema;
  run: (scope: Omit<DeskScope<z.output<Schema>>, "audit">) => Promise<Value>;
};

/** A read of what belongs to no tenant: the same permission and parsing, and nothing to audit. */
export function deskQuery<Schema extends z.ZodType, Value>(definition: QueryDefinition<Schema, Value>) {
  return async (ctx: Context, rawInput: z.input<Schema>): Promise<Result<Value>> => {
    try {
      authoriseDesk(ctx, definition.action);
      const input = parseInput(definition.input, rawInput);
      return succeeded(await acrossTenants((tx) => definition.run({ ctx, input, tx }), { readsOnly: true }));
    } catch (error) {
      return answerRefusal(error);
    }
  };
}
