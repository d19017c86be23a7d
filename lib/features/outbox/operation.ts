import type { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "../shared/context";

/** A committed effect that is being carried out. */
export type Effect = { tenantId: Id<"tenant">; id: Id<"effect">; createdAt: Date; attempts: number };

/**
 * One kind of effect outside. `execute` may run again after a crash, so it must give the outside the effect's id as
 * idempotency key (`${id}:1`, `${id}:2` … for several calls). `settle` writes down what came of it, in the tenant's
 * transaction that also closes the effect. `refuse` writes down that the outside said no for good.
 */
export type Operation<Parameters = unknown, Outcome = unknown> = {
  name: string;
  parameters: z.ZodType<Parameters>;
  /** The parameters hold something that must not lie about (a sign-in link): they go when the effect is closed. */
  forgetsParameters?: boolean;
  execute: (parameters: Parameters, effect: Effect, ctx: Context) => Promise<Outcome>;
  settle: (
    tx: Transaction,
    ctx: Context,
    effect: Effect,
    parameters: Parameters,
    outcome: Outcome,
  ) => Promise<void>;
  refuse: (
    tx: Transaction,
    ctx: Context,
    effect: Effect,
    parameters: Parameters,
    reason: string,
  ) => Promise<void>;
};

/** Keeps an operation's types together while the registry holds operations of all types. */
export const operation = <Parameters, Outcome>(definition: Operation<Parameters, Outcome>): Operation =>
  definition as unknown as Operation;
