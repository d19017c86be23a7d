import { inTenant, type Transaction } from "@/lib/db/transaction";
import { billedEnd } from "@/lib/domain/contract/billed-parts";
import { knownEnd } from "@/lib/domain/contract/timeline";
import { toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { handler } from "@/lib/features/foundation/outbox/handler";
import {
  type Contract,
  changeContract,
  findScheduledContract,
  getContract,
  timeZoneOf,
} from "@/lib/features/license/contracts/record/queries";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { readContractSubscription, setContractSubscriptionEnd } from "@/lib/stripe/contract-subscriptions";
import { hasEarlier } from "./has-earlier-settlement";

/** Stripe takes no end in its past, and an end as near as this is settled when it has come. */
const tooNearMs = 60_000;

/**
 * Tells a running contract's subscription when it ends, so that Stripe begins no period that nobody wants. What is to
 * be said is read anew at each attempt: an end that was called off meanwhile is not told any more.
 */
export const stripeContractEndDate = handler("stripe.contract.end_date", {
  async execute({ contractId }, message, ctx) {
    if (await hasEarlier(message)) throw new OutsideUnreachable("an earlier change waits for its turn");
    const { contract, scheduled, timeZone } = await inTenant(message.tenantId, async (tx) => ({
      timeZone: await timeZoneOf(tx, message.tenantId),
      contract: await getContract(tx, message.tenantId, contractId),
      scheduled: await findScheduledContract(tx, message.tenantId),
    }));
    if (contract?.state !== "active" || !contract.stripeSubscriptionId) return null;
    const known = knownEnd(contract, scheduled);
    const end = known && billedEnd(contract, known, timeZone);
    if (end && end.getTime() - ctx.now.getTime() < tooNearMs) return null;
    const subscription = await readContractSubscription(contract.stripeSubscriptionId);
    // Too late to call it off: somebody has to set the license again, so that it is invoiced on.
    if (subscription.status === "canceled")
      throw new OutsideRefused("subscription_ended", "the subscription of a running contract has ended");
    if (end?.getTime() === subscription.cancelAt?.getTime()) return null;
    const key = `${message.id}:${end ? toUnixSeconds(end) : "open"}`;
    await setContractSubscriptionEnd(subscription.id, end, key);
    return null;
  },
  async settle() {},
  async refuse(tx, ctx, message, { contractId: id }, reason) {
    await changeContract(tx, { tenantId: message.tenantId, id }, { stripeProblem: reason });
    await recordAudit(tx, ctx, message.tenantId, {
      action: "contract.refused_by_stripe",
      after: { contractId: id, reason },
    });
  },
});

/** Commits the wish to tell Stripe when the running contract ends; none where Choba does not invoice it. */
export async function tellEndDate(
  tx: Transaction,
  ctx: Context,
  running: Contract | null,
): Promise<MessageReference[]> {
  if (running?.invoicedBy !== "choba") return [];
  const parameters = { contractId: running.id };
  return [await enqueueMessage(tx, ctx, running.tenantId, "stripe.contract.end_date", parameters)];
}
