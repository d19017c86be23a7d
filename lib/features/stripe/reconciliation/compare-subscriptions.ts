import { and, asc, eq, inArray, isNotNull, isNull, notExists, sql } from "drizzle-orm";
import {
  contracts,
  licenses,
  paymentAccounts,
  reconciliationSeen,
  stripeDifferences,
  tenants,
} from "@/drizzle/schema";
import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import { isUntouched } from "@/lib/domain/stripe-differences/compare-subscription";
import type { Context } from "@/lib/features/foundation/context/context";
import { noteMended } from "@/lib/features/license/differences/record-differences";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { refreshSubscription } from "@/lib/features/stripe/subscriptions/refresh-subscription";
import { type ListedSubscription, pageOfSubscriptions } from "@/lib/stripe/account-lists";
import { pace } from "./pace";
import type { ComparePage } from "./page";
import { noteSeen } from "./seen";

/** A subscription is read with its items and with its coupons; under a contract, so are the open invoices. */
const requestsOfOne = 3;

/**
 * Subscriptions that run. One that is as Choba left it needs no further look; every other one is read whole, and what
 * people changed on it becomes a difference.
 */
export const compareSubscriptions: ComparePage = async (ctx, _round, after) => {
  const { items, next } = await pageOfSubscriptions({ after });
  const known = await acrossTenants((tx) => holdersOf(tx, items));
  let readAnew = 0;
  let read = 0;
  for (const found of items) {
    const holder = known.get(found.customerId);
    if (!holder || isAsKnown(found, holder)) continue;
    read += 1;
    if (await isMissed(ctx, found, holder)) readAnew += 1;
    await pace(requestsOfOne);
    await refreshSubscription(ctx, found.id, "reconciliation");
  }
  return { next, compared: items.length, readAnew, made: read * requestsOfOne, requests: 0 };
};

type Holder = {
  license: License;
  /** Whether subscriptions that people make are looked at: not where people invoice in Stripe's dashboard. */
  looksAtOthers: boolean;
  /** Subscriptions with open differences. */
  differing: string[];
};

async function holdersOf(
  tx: Transaction,
  items: readonly ListedSubscription[],
): Promise<Map<string, Holder>> {
  const customers = [...new Set(items.map(({ customerId }) => customerId))];
  if (customers.length === 0) return new Map();
  const differing = sql<string[]>`coalesce((
    select array_agg(${stripeDifferences.stripeSubscriptionId}) from ${stripeDifferences}
    where ${stripeDifferences.tenantId} = ${licenses.tenantId} and ${stripeDifferences.closedAt} is null
      and ${stripeDifferences.stripeSubscriptionId} is not null), '{}')`;
  const rows = await tx
    .select({
      customerId: paymentAccounts.stripeCustomerId,
      license: licenses,
      salesModel: tenants.salesModel,
      invoicedBy: contracts.invoicedBy,
      differing,
    })
    .from(paymentAccounts)
    .innerJoin(licenses, eq(licenses.tenantId, paymentAccounts.tenantId))
    .innerJoin(tenants, eq(tenants.id, paymentAccounts.tenantId))
    .leftJoin(contracts, and(eq(contracts.tenantId, paymentAccounts.tenantId), eq(contracts.state, "active")))
    .where(inArray(paymentAccounts.stripeCustomerId, customers));
  await noteSeen(
    tx,
    items.map(({ id }) => id),
  );
  return new Map(
    rows.map(({ customerId, license, salesModel, invoicedBy, differing }) => [
      customerId ?? "",
      {
        license,
        differing,
        looksAtOthers: invoicedBy ? invoicedBy === "choba" : salesModel === "self_serve",
      },
    ]),
  );
}

function isAsKnown(found: ListedSubscription, { license, looksAtOthers, differing }: Holder): boolean {
  if (license.stripeSubscriptionId !== found.id)
    // One of Choba's own that is being made has no license yet.
    return !looksAtOthers || differing.includes(found.id) || found.licenseId === license.id;
  return (
    !differing.includes(found.id) &&
    isUntouched(found.whole, license.toldItems) &&
    (license.toldRenews === null || found.renews === license.toldRenews) &&
    hasSameDiscounts(found, license)
  );
}

const hasSameDiscounts = ({ discountIds }: ListedSubscription, { foundDiscounts }: License): boolean =>
  JSON.stringify(foundDiscounts.map(({ id }) => id).sort()) === JSON.stringify(discountIds.sort());

/** What is taken over or kept when it is read anew, and asks for no decision: that was all there was to do. */
async function isMissed(ctx: Context, found: ListedSubscription, { license }: Holder): Promise<boolean> {
  if (license.stripeSubscriptionId !== found.id) return false;
  const hasStopped = license.toldRenews !== null && found.renews !== license.toldRenews;
  if (!hasStopped && hasSameDiscounts(found, license)) return false;
  await inTenant(license.tenantId, (tx) =>
    noteMended(
      tx,
      ctx,
      license.tenantId,
      { kind: "subscription_missed", key: found.id, facts: {} },
      "reconciliation",
    ),
  );
  return true;
}

const pageSize = 100;

/** Subscriptions of licenses that no list shows any more were ended at Stripe: reading them says so. */
export const compareGoneSubscriptions: ComparePage = async (ctx, _round, after) => {
  const gone = await acrossTenants((tx) =>
    tx
      .select({ tenantId: licenses.tenantId, subscriptionId: licenses.stripeSubscriptionId })
      .from(licenses)
      .where(
        and(
          isNotNull(licenses.stripeSubscriptionId),
          after ? sql`${licenses.tenantId} > ${after}` : undefined,
          // One that runs out anyway is known to have ended.
          eq(licenses.renews, true),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(reconciliationSeen)
              .where(sql`${reconciliationSeen.objectId} = ${licenses.stripeSubscriptionId}`),
          ),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(stripeDifferences)
              .where(
                and(
                  eq(stripeDifferences.tenantId, licenses.tenantId),
                  eq(stripeDifferences.kind, "subscription_cancelled"),
                  isNull(stripeDifferences.closedAt),
                ),
              ),
          ),
        ),
      )
      .orderBy(asc(licenses.tenantId))
      .limit(pageSize),
  );
  const others = after === null ? await acrossTenants(othersGone) : [];
  for (const { subscriptionId } of [...gone, ...others])
    if (subscriptionId) {
      await pace(requestsOfOne);
      await refreshSubscription(ctx, subscriptionId, "reconciliation");
    }
  const next = gone.length === pageSize ? (gone.at(-1)?.tenantId ?? null) : null;
  const read = gone.length + others.length;
  return { next, compared: read, readAnew: 0, made: read * requestsOfOne, requests: 0 };
};

/** Subscriptions that people had made beside a license, and that run no more. */
const othersGone = (tx: Transaction) =>
  tx
    .select({ subscriptionId: stripeDifferences.stripeSubscriptionId })
    .from(stripeDifferences)
    .where(
      and(
        isNull(stripeDifferences.closedAt),
        eq(stripeDifferences.kind, "subscription_added"),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(reconciliationSeen)
            .where(sql`${reconciliationSeen.objectId} = ${stripeDifferences.stripeSubscriptionId}`),
        ),
      ),
    )
    .limit(pageSize);
