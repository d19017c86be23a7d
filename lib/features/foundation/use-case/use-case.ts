import type { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { type Result, succeeded } from "@/lib/domain/errors";
import { type Audit, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseCheckedText, parseInput } from "@/lib/features/foundation/input/parse-input";
import { noteStripeState } from "@/lib/features/foundation/stripe-availability/note-stripe-state";
import { withinDeadline } from "@/lib/stripe/deadline";
import { answerRefusal, askStripe } from "./refusals";
import type { OpenScope, Scope, TenantReach } from "./scopes";

type Given<Schema extends z.ZodType> = { ctx: Context; input: z.output<Schema> };

/** Writes what changed to the audit log in the step's own transaction. A step that changed nothing records nothing. */
type Auditing = { audit: (entry: Audit) => Promise<void> };

/**
 * The steps of a use-case, in the order in which they happen. Each may be left out. What one returns is handed to the
 * next; what the last one returns is the answer. Throw `Refused` in any of them to undo its transaction and say why.
 */
type Steps<Schema extends z.ZodType, Named, Reach, Found, Fetched, Written, Answer> = {
  input: Schema;
  /** Reads from the database. */
  read?: (scope: Given<Schema> & Reach) => Promise<Found>;
  /** Asks Stripe while no connection is held. Its silence and its refusals become refusals. */
  outside?: (scope: Given<Schema> & Named & { found: Found }) => Promise<Fetched>;
  /** Everything the database must know, in one transaction that asks the caller's rights again. */
  write?: (scope: Given<Schema> & Reach & Auditing & { found: Found; fetched: Fetched }) => Promise<Written>;
  /** What happens outside once that is committed. It must be safe to repeat and to be cut off. */
  afterCommit?: (scope: Given<Schema> & Named, written: Written) => Promise<Answer>;
};

/** The only step of a use-case that opens its own transactions. */
type Run<Schema extends z.ZodType, Named, Answer> = {
  input: Schema;
  /** True where each of many things is asked by its own rules whether a database can hold its text. */
  checksText?: true;
  run: (scope: Given<Schema> & Named) => Promise<Answer>;
};

/** What a `write` step works with, for functions that do a part of it. */
export type Writing<Input, Reach = TenantReach> = { ctx: Context; input: Input } & Reach & Auditing;

const isUseCase = Symbol("use-case");

/** A use-case as edges call it. The symbol lets a test tell it from other functions. */
export type UseCase<Target extends unknown[], Input, Answer> = ((
  ctx: Context,
  ...args: [...target: Target, input: Input]
) => Promise<Result<Answer>>) & { readonly [isUseCase]: true };

type Sent<Input> = Record<string, never> extends Input ? [input?: Input] : [input: Input];

/** A use-case as a client calls it: who asks, and on which tenant, is added on the server. */
export type ActionOf<Case> =
  Case extends UseCase<infer _Target, infer Input, infer Answer>
    ? (...input: Sent<Input>) => Promise<Result<Answer>>
    : never;

export type InputOf<Case> = Case extends UseCase<infer _Target, infer Input, infer _Answer> ? Input : never;

/**
 * The one way to make a use-case, so that nothing can be forgotten: permission → input → read → outside → lock,
 * permission and write with its audit row → what happens after the commit → a typed result. See the README of
 * lib/features for an example.
 */
export function useCase<
  Target extends unknown[],
  Named extends object,
  Reach extends { tx: Transaction },
  Schema extends z.ZodType,
  Found = undefined,
  Fetched = Found,
  Written = Fetched,
  Answer = Written,
>(
  scope: Scope<Target, Named, Reach>,
  steps: Steps<Schema, Named, Reach, Found, Fetched, Written, Answer>,
): UseCase<Target, z.input<Schema>, Answer>;
export function useCase<Target extends unknown[], Named extends object, Schema extends z.ZodType, Answer>(
  scope: OpenScope<Target, Named>,
  steps: Run<Schema, Named, Answer>,
): UseCase<Target, z.input<Schema>, Answer>;
export function useCase(scope: AnyScope, steps: AnySteps): UseCase<unknown[], unknown, unknown> {
  const call = async (ctx: Context, ...args: unknown[]): Promise<Result<unknown>> => {
    const raw = args.pop();
    const named = scope.name(...args);
    const run = async () => {
      await scope.permit(ctx, named);
      if (!("opensNothing" in scope)) return inSteps(scope, steps, ctx, named, raw);
      const parse = steps.checksText ? parseCheckedText : parseInput;
      const input = parse(steps.input, raw);
      return steps.run?.({ ctx, input, ...named });
    };
    try {
      // Nobody waits for what Choba does by itself.
      return succeeded(await (ctx.actor.kind === "system" ? run() : withinDeadline(ctx, run)));
    } catch (error) {
      return answerRefusal(error);
    } finally {
      await noteStripeState();
    }
  };
  return Object.assign(call, { [isUseCase]: true as const });
}

// Inside, types of single use-cases do not matter: the overloads above have checked them.
type AnyScope = Scope<unknown[], object, { tx: Transaction }> | OpenScope<unknown[], object>;
type AnyStep = (scope: object, ...more: unknown[]) => Promise<unknown>;
type AnySteps = { input: z.ZodType; checksText?: true } & {
  [step in "read" | "outside" | "write" | "afterCommit" | "run"]?: AnyStep;
};

async function inSteps(
  scope: Exclude<AnyScope, { opensNothing: true }>,
  { input: schema, read, outside, write, afterCommit }: AnySteps,
  ctx: Context,
  named: object,
  raw: unknown,
): Promise<unknown> {
  // Strangers learn nothing of the input's rules, so it is parsed after the caller's rights were asked.
  let input = scope.asksDatabase ? undefined : parseInput(schema, raw);
  const parsed = () => {
    input ??= parseInput(schema, raw);
    return input;
  };
  let found: unknown;
  if (read || (outside && scope.asksDatabase))
    found = await scope.transaction(ctx, named, "read", async (reach) => {
      const given = { ctx, input: parsed() };
      return read?.({ ...given, ...reach });
    });
  const fetched = outside ? await askStripe(() => outside({ ctx, input: parsed(), ...named, found })) : found;
  const written = write
    ? await scope.transaction(ctx, named, "write", (reach) => {
        const audit = (entry: Audit) => recordAudit(reach.tx, ctx, scope.auditedAs(named), entry);
        return write({ ctx, input: parsed(), ...reach, audit, found, fetched });
      })
    : fetched;
  return afterCommit ? afterCommit({ ctx, input: parsed(), ...named }, written) : written;
}

export const isMadeByUseCase = (value: unknown): boolean => typeof value === "function" && isUseCase in value;
