import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { renewedEnd } from "@/lib/domain/contract/timeline";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import {
  type Contract,
  changeContract,
  findRunningContract,
} from "@/lib/features/license/contracts/record/queries";
import { beginTerm } from "@/lib/features/license/lifecycle/begin-term";
import { getLicense } from "@/lib/features/license/lifecycle/queries";

/** A contract that was set, and the messages to carry out once it is committed (`processMessage`; the worker does them anyway). */
export type BegunContract = { contract: Contract; messages: MessageReference[] };

/**
 * A contract's instant has come: the license says what it says from `startsAt` on, whenever this is run. The one that
 * held before has ended there; one that held from the same instant on never did.
 */
export async function beginContract(
  tx: Transaction,
  ctx: Context,
  tenant: Standing["tenant"],
  contract: Contract,
): Promise<BegunContract> {
  const { startsAt } = contract;
  const before = await findRunningContract(tx, tenant.id);
  if (before) {
    const never = before.startsAt.getTime() === startsAt.getTime();
    await changeContract(tx, before, { state: never ? "cancelled" : "ended", endedAt: startsAt });
  }
  const begun = { ...contract, state: "active" as const };
  await changeContract(tx, contract, { state: "active" });
  await holdLicense(tx, begun);
  const messages = await settleAtStripe(tx, ctx, tenant.id, before, begun, startsAt);
  return { contract: begun, messages };
}

/** Makes license and history say what the contract says. */
async function holdLicense(tx: Transaction, contract: Contract): Promise<void> {
  const { tenantId, planVersionId, interval } = contract;
  const license = await getLicense(tx, tenantId);
  await tx
    .update(licenses)
    .set({
      planVersionId,
      interval,
      periodStart: contract.termStartsAt,
      periodEnd: contract.termEndsAt,
      renews: contract.atEnd === "renew" || contract.termEndsAt === null,
      payment: "paid",
      dueInvoiceUrl: null,
      // From here on the license follows no subscription, nor does it once the contract has ended.
      stripeSubscriptionId: null,
      endedPlanVersionId: null,
      endedAt: null,
    })
    .where(eq(licenses.tenantId, tenantId));
  await beginTerm(tx, tenantId, { licenseId: license.id, planVersionId, interval }, contract.startsAt);
}

/** Commits the wish for what Stripe must do when one contract gives way to another, or to nothing. */
export async function settleAtStripe(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  ending: Contract | null,
  starting: Contract | null,
  at: Date,
): Promise<MessageReference[]> {
  const ended = ending?.invoicedBy === "choba" ? ending.id : null;
  const started = starting?.invoicedBy === "choba" ? starting.id : null;
  if (!ended && !started) return [];
  const parameters = { endedContractId: ended, startedContractId: started, at: at.toISOString() };
  return [await enqueueMessage(tx, ctx, tenantId, "stripe.contract.settle", parameters)];
}

/** The next term of a contract that is renewed as often as its time comes. */
export async function renewContract(
  tx: Transaction,
  tenant: Standing["tenant"],
  contract: Contract,
): Promise<Contract> {
  const { startsAt, endsAt, termEndsAt } = contract;
  if (!endsAt || !termEndsAt) return contract;
  const renewals = contract.renewals + 1;
  const change = {
    renewals,
    termStartsAt: termEndsAt,
    termEndsAt: renewedEnd(startsAt, endsAt, renewals, tenant.timeZone),
  };
  await changeContract(tx, contract, change);
  await tx
    .update(licenses)
    .set({ periodStart: change.termStartsAt, periodEnd: change.termEndsAt })
    .where(eq(licenses.tenantId, tenant.id));
  return { ...contract, ...change };
}
