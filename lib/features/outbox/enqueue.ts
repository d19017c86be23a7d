import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { effects } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { enqueueJob } from "../jobs/enqueue";
import type { Context } from "../shared/context";

/**
 * Who is expected to carry an effect out: the `caller` right after its commit (the worker takes over a little later if
 * that fails), or the `worker` at once.
 */
export type Executor = "caller" | "worker";
const headStart: Record<Executor, string> = { caller: "3 seconds", worker: "0" };

export type EffectReference = { tenantId: Id<"tenant">; effectId: Id<"effect"> };

/**
 * Commits the wish for an effect outside (Stripe, mail) with the change that wants it. Whoever gets to it first carries
 * it out: the same request right after the commit, or the worker a little later.
 */
export async function enqueueEffect(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  operation: string,
  parameters: unknown,
  executor: Executor = "caller",
): Promise<EffectReference> {
  const effectId = newId("effect");
  await tx.insert(effects).values({ tenantId, id: effectId, operation, parameters, createdAt: ctx.now });
  await enqueueJob(
    tx,
    "effect",
    { tenantId, effectId },
    { key: `effect:${effectId}`, delay: headStart[executor] },
  );
  return { tenantId, effectId };
}

/** The parameters of an effect of this kind that is on its way for the tenant, or null. */
export async function pendingParameters<Schema extends z.ZodType>(
  tx: Transaction,
  tenantId: Id<"tenant">,
  operation: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  const [row] = await tx
    .select({ parameters: effects.parameters })
    .from(effects)
    .where(
      and(eq(effects.tenantId, tenantId), eq(effects.state, "pending"), eq(effects.operation, operation)),
    )
    .orderBy(desc(effects.id))
    .limit(1);
  return row ? schema.parse(row.parameters) : null;
}
