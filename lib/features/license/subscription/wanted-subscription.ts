import { and, eq, isNull } from "drizzle-orm";
import { billingCloses, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { fixedItems } from "@/lib/domain/contract/fixed-items";
import type { Id } from "@/lib/domain/ids";
import { subscriptionAnchor } from "@/lib/domain/license/subscription-anchor";
import { dayOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import type { WantedSubscription } from "@/lib/stripe/followed-subscription";

/** How long before its period a reservation reaches the subscription, so that Stripe's renewal is made by it. */
export const reservationLeadMs = 2 * 60 * 60 * 1000;

export type SubscriptionFacts = {
  customerId: string | null;
  /** What it must say; null: there must be none. */
  wanted: WantedSubscription | null;
  /** True from a period's first midnight until its invoice is final: nothing is told to Stripe then. */
  isRenewing: boolean;
};

/** What the subscription of a license must say at `now`. */
export async function readSubscriptionFacts(
  tx: Transaction,
  license: License,
  timeZone: string,
  now: Date,
): Promise<SubscriptionFacts> {
  const { tenantId, id: licenseId } = license;
  const customerId = (await findPaymentAccount(tx, tenantId))?.stripeCustomerId ?? null;
  const isRenewing = await hasOpenClose(tx, tenantId);
  const coming = await comingHolding(tx, license, now);
  if (!customerId || !coming || !license.periodEnd) return { customerId, wanted: null, isRenewing };
  const { definition } = await getPlanVersion(tx, coming.planVersionId);
  const prices = await tx
    .select()
    .from(stripePrices)
    .where(
      and(eq(stripePrices.planVersionId, coming.planVersionId), eq(stripePrices.interval, coming.interval)),
    );
  const items = fixedItems(definition, coming.interval, coming)
    .filter(({ quantity, unitAmountMinor }) => quantity > 0 && !/^[0.]*$/.test(unitAmountMinor))
    .flatMap(({ componentKey, optionKey, quantity }) => {
      const price = prices.find((each) => each.componentKey === componentKey && each.optionKey === optionKey);
      return price ? [{ priceId: price.stripePriceId, quantity }] : [];
    });
  // A license that renews at 0 has no subscription: Stripe would charge at once when its price rises above 0.
  if (items.length === 0) return { customerId, wanted: null, isRenewing };
  const from = dayOf(license.periodEnd, timeZone);
  const anchor = subscriptionAnchor(coming.interval, from, timeZone);
  const { interval } = coming;
  const wanted = { tenantId, licenseId, customerId, interval, items, anchor, renews: license.renews };
  return { customerId, wanted, isRenewing };
}

async function comingHolding(tx: Transaction, license: License, now: Date) {
  const { planVersionId, interval, seats, addons, periodEnd } = license;
  if (interval === null || periodEnd === null) return null;
  const reservation = await findOpenReservation(tx, license.tenantId);
  const isNear = periodEnd.getTime() - now.getTime() <= reservationLeadMs;
  return reservation && isNear ? reservation : { planVersionId, interval, seats, addons };
}

async function hasOpenClose(tx: Transaction, tenantId: Id<"tenant">): Promise<boolean> {
  const [open] = await tx
    .select({ id: billingCloses.id })
    .from(billingCloses)
    .where(and(eq(billingCloses.tenantId, tenantId), isNull(billingCloses.closedAt)))
    .limit(1);
  return open !== undefined;
}
