import type { z } from "zod";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/domain/errors";
import { succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Audit, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authorise } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";

type Scope<Input> = {
  ctx: Context;
  input: Input;
  tx: Transaction;
  tenantId: Id<"tenant">;
  audit: (entry: Audit) => Promise<void>;
};

/**
 * `command` for notes: the same steps, under the staff role, because a tenant's own rights reach no note at all. What a
 * note says never goes into the log, which outlives it.
 */
export function noteCommand<Schema extends z.ZodType, Value>(
  input: Schema,
  run: (scope: Scope<z.output<Schema>>) => Promise<Value>,
) {
  return async (ctx: Context, tenantId: Id<"tenant">, rawInput: z.input<Schema>): Promise<Result<Value>> => {
    try {
      const value = await acrossTenants(async (tx) => {
        await authorise(tx, ctx, tenantId, "notes.write");
        const audit = (entry: Audit) => recordAudit(tx, ctx, tenantId, entry);
        return run({ ctx, input: parseInput(input, rawInput), tx, tenantId, audit });
      });
      return succeeded(value);
    } catch (error) {
      return answerRefusal(error);
    }
  };
}
