import { and, desc, eq, lt } from "drizzle-orm";
import { z } from "zod";
import { effects } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import { billedEnd } from "@/lib/domain/contract/billing";
import { unusedTime } from "@/lib/domain/contract/unused";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type ContractSubscription, readContractSubscription } from "@/lib/stripe/contract-subscriptions";
import {
  billedLines,
  type Credit,
  closeDrafts,
  endContractSubscription,
  invoiceWhatWaits,
  putCredits,
  runningContractSubscriptions,
} from "@/lib/stripe/contract-wind-up";
import type { Effect } from "../outbox/operation";
import { findPaymentAccount } from "../payment-account/queries";
import { contractOperations } from "./operations";
import { getContract, timeZoneOf } from "./queries";

/**
 * The subscriptions that a settlement ends, and what it gives back for each (null: not worked out yet). Kept with the
 * effect, so that every attempt gives back the same, whatever Stripe says by then.
 */
export const windUpSteps = z.array(
  z.object({
    subscriptionId: z.string(),
    contractId: z.string(),
    /** The instant at which its contract ended. */
    at: z.iso.datetime(),
    credits: z
      .array(
        z.object({
          amountMinor: z.string(),
          description: z.string(),
          from: z.iso.datetime(),
          to: z.iso.datetime(),
          /** Not there in what was worked out before contracts had taxes. */
          taxRateIds: z.array(z.string()).default([]),
        }),
      )
      .nullable(),
  }),
);
type Steps = z.output<typeof windUpSteps>;
type Step = Steps[number];

/** The parameters of a settlement. */
type Wish = {
  endedContractId: string | null;
  startedContractId: string | null;
  at: string;
  windUp: Steps | null;
};

/**
 * Ends every subscription that Choba made for a contract that has ended, also those that an earlier settlement was
 * refused to end, and gives back what they billed for the time after. First it is ended: from then on no period begins
 * and what it has billed stands still. Without a successor the credits are invoiced by themselves.
 */
export async function windUp(effect: Effect, wish: Wish): Promise<void> {
  const steps = wish.windUp ?? (await stepsOf(effect, wish));
  const keepSteps = () => keep(effect, { ...wish, windUp: steps });
  if (!wish.windUp) await keepSteps();
  const given = new Map<string, string>();
  for (const step of steps) {
    const { subscriptionId: id } = step;
    await endContractSubscription(id, `${effect.id}:end:${id}`);
    const subscription = await readContractSubscription(id);
    if (!step.credits) {
      step.credits = await workOut(effect, step, subscription);
      await keepSteps();
    }
    const { customerId, currency } = subscription;
    await putCredits({ customerId, currency, subscriptionId: id }, step.credits.map(creditOf), effect.id);
    if (step.credits.length > 0) given.set(customerId, currency);
  }
  if (wish.startedContractId) return;
  for (const [customerId, currency] of given) await invoiceWhatWaits(customerId, currency, effect.id);
}

async function stepsOf({ tenantId, id: effectId }: Effect, wish: Wish): Promise<Steps> {
  const known = await inTenant(tenantId, async (tx) => ({
    customerId: (await findPaymentAccount(tx, tenantId))?.stripeCustomerId ?? null,
    ended: wish.endedContractId ? await find(tx, tenantId, wish.endedContractId) : null,
    unfinished: await unfinished(tx, tenantId, effectId),
  }));
  const wanted = new Map(known.unfinished.map((step) => [step.subscriptionId, step.contractId]));
  // Null: it was refused by Stripe, or had nothing that is paid in advance.
  if (known.ended?.stripeSubscriptionId) wanted.set(known.ended.stripeSubscriptionId, known.ended.id);
  if (known.customerId)
    for (const { id, contractId } of await runningContractSubscriptions(known.customerId))
      wanted.set(id, contractId);
  return inTenant(tenantId, async (tx) => {
    const steps: Steps = [];
    for (const [subscriptionId, contractId] of wanted) {
      const contract = await find(tx, tenantId, contractId);
      if (!contract?.endedAt || contractId === wish.startedContractId) continue;
      steps.push({ subscriptionId, contractId, at: contract.endedAt.toISOString(), credits: null });
    }
    return steps;
  });
}

const find = (tx: Transaction, tenantId: Id<"tenant">, id: string) =>
  getContract(tx, tenantId, id as Id<"contract">);

/** What settlements began to end and were refused to finish, since the last one that came through. */
async function unfinished(tx: Transaction, tenantId: Id<"tenant">, before: Id<"effect">): Promise<Steps> {
  const earlier = await tx
    .select({ state: effects.state, parameters: effects.parameters })
    .from(effects)
    .where(
      and(
        eq(effects.tenantId, tenantId),
        eq(effects.operation, contractOperations.settle),
        lt(effects.id, before),
      ),
    )
    .orderBy(desc(effects.id));
  const done = earlier.findIndex(({ state }) => state === "done");
  const kept = z.object({ windUp: windUpSteps.nullable().default(null) });
  return earlier
    .slice(0, done < 0 ? earlier.length : done)
    .flatMap(({ parameters }) => kept.parse(parameters).windUp ?? []);
}

async function keep({ tenantId, id }: Effect, parameters: Wish): Promise<void> {
  await inTenant(tenantId, (tx) =>
    tx
      .update(effects)
      .set({ parameters })
      .where(and(eq(effects.tenantId, tenantId), eq(effects.id, id), eq(effects.state, "pending"))),
  );
}

async function workOut(
  { tenantId, id: effectId }: Effect,
  { subscriptionId, contractId, at }: Step,
  subscription: ContractSubscription,
): Promise<NonNullable<Step["credits"]>> {
  const { contract, timeZone } = await inTenant(tenantId, async (tx) => ({
    contract: await find(tx, tenantId, contractId),
    timeZone: await timeZoneOf(tx, tenantId),
  }));
  invariant(contract, `contract ${contractId} exists`);
  const instant = billedEnd(contract, new Date(at), timeZone);
  await closeDrafts(subscriptionId, instant, effectId);
  const unused = unusedTime(contract, subscription, await billedLines(subscriptionId, null), instant);
  return unused.map(({ amountMinor, description, from, to, taxRateIds }) => ({
    amountMinor: String(amountMinor),
    description: `Unused time, ${description}`,
    from: from.toISOString(),
    to: to.toISOString(),
    taxRateIds: [...taxRateIds],
  }));
}

const creditOf = (kept: NonNullable<Step["credits"]>[number]): Credit => ({
  amountMinor: BigInt(kept.amountMinor),
  description: kept.description,
  from: new Date(kept.from),
  to: new Date(kept.to),
  taxRateIds: kept.taxRateIds,
});
