import { and, desc, eq, lt } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import { billedEnd } from "@/lib/domain/contract/billed-parts";
import { unusedTime } from "@/lib/domain/contract/unused-time";
import { invariant } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import { type OperationParameters, operations } from "@/lib/features/foundation/outbox/operations";
import { getContract, timeZoneOf } from "@/lib/features/license/contracts/record/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { type ContractSubscription, readContractSubscription } from "@/lib/stripe/contract-subscriptions";
import {
  addCredits,
  billedLines,
  type Credit,
  closeDrafts,
  endContractSubscription,
  invoicePendingItems,
  runningContractSubscriptions,
} from "@/lib/stripe/terminate-and-credit";

type Settlement = OperationParameters<"stripe.contract.settle">;
type Steps = NonNullable<Settlement["windUp"]>;
type Step = Steps[number];

/**
 * Ends every subscription that Choba made for a contract that has ended, also those that an earlier settlement was
 * refused to end, and gives back what they billed for the time after. First it is ended: from then on no period begins
 * and what it has billed stands still. Without a successor the credits are invoiced by themselves.
 */
export async function windUp(message: Message, settlement: Settlement): Promise<void> {
  const steps = settlement.windUp ?? (await stepsOf(message, settlement));
  const keepSteps = () => keep(message, { ...settlement, windUp: steps });
  if (!settlement.windUp) await keepSteps();
  const given = new Map<string, string>();
  for (const step of steps) {
    const { subscriptionId: id } = step;
    await endContractSubscription(id, `${message.id}:end:${id}`);
    const subscription = await readContractSubscription(id);
    if (!step.credits) {
      step.credits = await workOut(message, step, subscription);
      await keepSteps();
    }
    const { customerId, currency } = subscription;
    await addCredits({ customerId, currency, subscriptionId: id }, step.credits.map(creditOf), message.id);
    if (step.credits.length > 0) given.set(customerId, currency);
  }
  if (settlement.startedContractId) return;
  for (const [customerId, currency] of given) await invoicePendingItems(customerId, currency, message.id);
}

async function stepsOf({ tenantId, id: messageId }: Message, settlement: Settlement): Promise<Steps> {
  const known = await inTenant(tenantId, async (tx) => ({
    customerId: (await findPaymentAccount(tx, tenantId))?.stripeCustomerId ?? null,
    ended: settlement.endedContractId ? await getContract(tx, tenantId, settlement.endedContractId) : null,
    unfinished: await unfinished(tx, tenantId, messageId),
  }));
  const wanted = new Map(known.unfinished.map((step) => [step.subscriptionId, step.contractId]));
  // Null: it was refused by Stripe, or had nothing that is paid in advance.
  if (known.ended?.stripeSubscriptionId) wanted.set(known.ended.stripeSubscriptionId, known.ended.id);
  if (known.customerId)
    // Metadata can be edited in the dashboard, so it may name anything.
    for (const { id, contractId } of await runningContractSubscriptions(known.customerId))
      if (isId("contract", contractId)) wanted.set(id, contractId);
  return inTenant(tenantId, async (tx) => {
    const steps: Steps = [];
    for (const [subscriptionId, contractId] of wanted) {
      const contract = await getContract(tx, tenantId, contractId);
      if (!contract?.endedAt || contractId === settlement.startedContractId) continue;
      steps.push({ subscriptionId, contractId, at: contract.endedAt.toISOString(), credits: null });
    }
    return steps;
  });
}

/** What settlements began to end and were refused to finish, since the last one that came through. */
async function unfinished(tx: Transaction, tenantId: Id<"tenant">, before: Id<"message">): Promise<Steps> {
  const earlier = await tx
    .select({ state: outboxMessages.state, parameters: outboxMessages.parameters })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, tenantId),
        eq(outboxMessages.operation, "stripe.contract.settle"),
        lt(outboxMessages.id, before),
      ),
    )
    .orderBy(desc(outboxMessages.id));
  const done = earlier.findIndex(({ state }) => state === "done");
  return earlier
    .slice(0, done < 0 ? earlier.length : done)
    .flatMap(({ parameters }) => operations["stripe.contract.settle"].parse(parameters).windUp ?? []);
}

async function keep({ tenantId, id }: Message, parameters: Settlement): Promise<void> {
  await inTenant(tenantId, (tx) =>
    tx
      .update(outboxMessages)
      .set({ parameters })
      .where(
        and(
          eq(outboxMessages.tenantId, tenantId),
          eq(outboxMessages.id, id),
          eq(outboxMessages.state, "pending"),
        ),
      ),
  );
}

async function workOut(
  { tenantId, id: messageId }: Message,
  { subscriptionId, contractId, at }: Step,
  subscription: ContractSubscription,
): Promise<NonNullable<Step["credits"]>> {
  const { contract, timeZone } = await inTenant(tenantId, async (tx) => ({
    contract: await getContract(tx, tenantId, contractId),
    timeZone: await timeZoneOf(tx, tenantId),
  }));
  invariant(contract, `contract ${contractId} exists`);
  const instant = billedEnd(contract, new Date(at), timeZone);
  await closeDrafts(subscriptionId, instant, messageId);
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
