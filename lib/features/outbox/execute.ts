import { and, eq, sql } from "drizzle-orm";
import { effects } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import type { Context } from "../shared/context";
import type { EffectReference } from "./enqueue";
import type { Effect, Operation } from "./operation";
import { operationNamed } from "./registry";

/**
 * How an attempt ended. `unreachable`: nobody knows yet whether the outside did it; it stays pending, and asking again
 * with the same key cannot do it twice. `busy`: another process is at it.
 */
export type EffectOutcome =
  | { state: "done" }
  | { state: "refused"; reason: string }
  | { state: "unreachable" }
  | { state: "busy" };

/** Longer than the Stripe adapter ever waits; after it, a process that took the effect is taken for dead. */
const claimSeconds = 25;

/** Carries out one committed effect, whoever asks. Never throws for what the outside says; repeating is harmless. */
export async function executeEffect(
  ctx: Context,
  { tenantId, effectId }: EffectReference,
): Promise<EffectOutcome> {
  const row = await inTenant(tenantId, async (tx) => {
    const [claimed] = await tx
      .update(effects)
      .set({
        claimedUntil: sql`clock_timestamp() + make_interval(secs => ${claimSeconds})`,
        attempts: sql`${effects.attempts} + 1`,
      })
      .where(
        and(
          eq(effects.tenantId, tenantId),
          eq(effects.id, effectId),
          eq(effects.state, "pending"),
          sql`(${effects.claimedUntil} is null or ${effects.claimedUntil} < clock_timestamp())`,
        ),
      )
      .returning();
    return claimed;
  });
  if (!row) return outcomeOf({ tenantId, effectId });

  const operation = operationNamed(row.operation);
  const effect: Effect = { tenantId, id: row.id, createdAt: row.createdAt, attempts: row.attempts };
  const parameters = operation.parameters.parse(row.parameters);
  try {
    const outcome = await operation.execute(parameters, effect, ctx).catch(sortRefusal);
    await inTenant(tenantId, async (tx) => {
      if (await close(tx, effect, ctx, operation, { state: "done", lastError: null }))
        await operation.settle(tx, ctx, effect, parameters, outcome);
    });
    return { state: "done" };
  } catch (error) {
    if (error instanceof OutsideRefused) {
      await inTenant(tenantId, async (tx) => {
        if (await close(tx, effect, ctx, operation, { state: "refused", lastError: error.reason }))
          await operation.refuse(tx, ctx, effect, parameters, error.reason);
      });
      return { state: "refused", reason: error.reason };
    }
    await inTenant(tenantId, (tx) =>
      tx
        .update(effects)
        .set({ claimedUntil: null, lastError: String(error) })
        .where(and(eq(effects.tenantId, tenantId), eq(effects.id, effectId))),
    );
    if (error instanceof OutsideUnreachable) return { state: "unreachable" };
    throw error;
  }
}

/**
 * What our own rules refuse while an effect is carried out ends it as the outside's no does: asking again would be
 * answered the same for ever. Only what waits for the outside, or for another act of ours, is tried again.
 */
function sortRefusal(error: unknown): never {
  if (!(error instanceof Refused)) throw error;
  const { code } = error.refusal;
  if (code === "stripe_unreachable" || code === "busy") throw new OutsideUnreachable(code);
  throw new OutsideRefused(code, `refused by our own rule: ${code}`);
}

/** Closes a pending effect; false if another process has closed it meanwhile, and then settled it too. */
async function close(
  tx: Parameters<Parameters<typeof inTenant>[1]>[0],
  effect: Effect,
  ctx: Context,
  operation: Operation,
  end: { state: "done" | "refused"; lastError: string | null },
): Promise<boolean> {
  const closed = await tx
    .update(effects)
    .set({
      ...end,
      closedAt: ctx.now,
      claimedUntil: null,
      ...(operation.forgetsParameters ? { parameters: {} } : {}),
    })
    .where(
      and(eq(effects.tenantId, effect.tenantId), eq(effects.id, effect.id), eq(effects.state, "pending")),
    )
    .returning({ id: effects.id });
  return closed.length === 1;
}

async function outcomeOf({ tenantId, effectId }: EffectReference): Promise<EffectOutcome> {
  const [row] = await inTenant(tenantId, (tx) =>
    tx
      .select({ state: effects.state, lastError: effects.lastError })
      .from(effects)
      .where(and(eq(effects.tenantId, tenantId), eq(effects.id, effectId))),
  );
  invariant(row, `effect ${effectId} exists`);
  if (row.state === "pending") return { state: "busy" };
  return row.state === "done" ? { state: "done" } : { state: "refused", reason: row.lastError ?? "" };
}
