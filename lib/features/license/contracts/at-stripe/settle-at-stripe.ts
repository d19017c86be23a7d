import { and, eq } from "drizzle-orm";
import { stripePrices } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { billedEnd, firstAnchor } from "@/lib/domain/contract/billed-parts";
import { fixedItems } from "@/lib/domain/contract/fixed-items";
import { knownEnd } from "@/lib/domain/contract/timeline";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { publishVersion } from "@/lib/features/catalog/plans/publication/publish-at-stripe";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { taxRatesAtStripe } from "@/lib/features/catalog/tax-rates/tax-rates-at-stripe";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { handler, type Message } from "@/lib/features/foundation/outbox/handler";
import {
  type Contract,
  changeContract,
  findScheduledContract,
  getContract,
  timeZoneOf,
} from "@/lib/features/license/contracts/record/queries";
import { requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideUnreachable } from "@/lib/http/outside";
import { createContractSubscription, findSubscriptionOfContract } from "@/lib/stripe/contract-subscriptions";
import { contractCoupon } from "./contract-coupon";
import { hasEarlier } from "./has-earlier-settlement";
import { wishForPayment } from "./refresh-contract-payment";
import { windUp } from "./terminate-and-credit";

/** Stripe refuses to backdate into its future, and two clocks never agree exactly. */
const clockDifferenceMs = 5_000;

/**
 * What Stripe does when a contract that Choba invoices ends, begins, or gives way to another. First what has ended: its
 * subscription is cancelled, and the unused rest of what that has billed becomes a credit. Then the new one's tax rates,
 * coupon and subscription, whose first invoice takes the credit along. Without a successor the credit stays on the
 * customer's balance.
 */
export const stripeContractSettle = handler("stripe.contract.settle", {
  async execute(wish, message, ctx) {
    const { startedContractId, at } = wish;
    if (startedContractId && ctx.now.getTime() - new Date(at).getTime() < clockDifferenceMs)
      throw new OutsideUnreachable("the instant has just come: Stripe's clock may not be there yet");
    if (await hasEarlier(message)) throw new OutsideUnreachable("an earlier change waits for its turn");
    await windUp(message, wish);
    return startedContractId ? (await start(message, startedContractId, ctx)).id : null;
  },
  async settle(tx, ctx, message, { startedContractId: id }, subscriptionId) {
    if (!id) return;
    await changeContract(
      tx,
      { tenantId: message.tenantId, id },
      { stripeSubscriptionId: subscriptionId, stripeProblem: null },
    );
    await recordAudit(tx, ctx, message.tenantId, {
      action: "contract.invoiced_by_stripe",
      after: { contractId: id, stripeSubscriptionId: subscriptionId },
    });
    await wishForPayment(tx, message.tenantId);
  },
  /** The license stays as agreed; the console says that Stripe does not invoice it, and why. */
  async refuse(tx, ctx, message, { startedContractId, endedContractId }, reason) {
    const id = startedContractId ?? endedContractId;
    if (!id) return;
    await changeContract(tx, { tenantId: message.tenantId, id }, { stripeProblem: reason });
    await recordAudit(tx, ctx, message.tenantId, {
      action: "contract.refused_by_stripe",
      after: { contractId: id, reason },
    });
  },
});

async function read(message: Message, contractId: Id<"contract">): Promise<Contract> {
  const contract = await inTenant(message.tenantId, (tx) => getContract(tx, message.tenantId, contractId));
  invariant(contract, `contract ${contractId} exists`);
  return contract;
}

async function start(
  message: Message,
  contractId: Id<"contract">,
  ctx: Context,
): Promise<{ id: string | null }> {
  const contract = await read(message, contractId);
  const { customerId, definition, scheduled, timeZone } = await inTenant(message.tenantId, async (tx) => ({
    timeZone: await timeZoneOf(tx, message.tenantId),
    scheduled: await findScheduledContract(tx, message.tenantId),
    customerId: await requireStripeCustomer(tx, message.tenantId),
    definition: (await getPlanVersion(tx, contract.planVersionId)).definition,
  }));
  const made = message.attempts > 1 ? await findSubscriptionOfContract(customerId, contractId) : null;
  if (made) return made;
  const wanted = fixedItems(definition, contract.interval, contract.quantities);
  // Nothing is paid in advance: only usage is invoiced, month by month.
  if (wanted.length === 0) return { id: null };
  await publishVersion(contract.planVersionId, message);
  const prices = await inTenant(message.tenantId, (tx) =>
    tx
      .select()
      .from(stripePrices)
      .where(
        and(
          eq(stripePrices.planVersionId, contract.planVersionId),
          eq(stripePrices.interval, contract.interval),
        ),
      ),
  );
  const anchor = firstAnchor(contract.interval, contract.startsAt, ctx.now);
  const taxRateIds = await taxRatesAtStripe(contract.taxes.map(({ key }) => key));
  const couponId = await contractCoupon(message, contract, definition, anchor);
  const end = knownEnd(contract, scheduled);
  // An end that has passed meanwhile is settled by itself.
  const endsAt = end && end > ctx.now ? billedEnd(contract, end, timeZone) : null;
  return createContractSubscription(
    {
      customerId,
      items: wanted.map(({ componentKey, optionKey, quantity }) => {
        const price = prices.find((one) => one.componentKey === componentKey && one.optionKey === optionKey);
        invariant(price, `version ${contract.planVersionId} has a price for ${componentKey}`);
        return { priceId: price.stripePriceId, quantity };
      }),
      startsAt: contract.startsAt,
      anchor,
      endsAt,
      daysUntilDue: contract.daysUntilDue ?? 30,
      taxRateIds,
      couponId,
      tenantId: message.tenantId,
      contractId,
    },
    // A later attempt may have to ask for another anchor, and Stripe takes a key for the same request only.
    `${message.id}:start:${toUnixSeconds(anchor)}:${endsAt ? toUnixSeconds(endsAt) : "open"}`,
  );
}
