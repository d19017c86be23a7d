import { and, asc, inArray, isNotNull, notExists, sql } from "drizzle-orm";
import { paymentAccounts, reconciliationSeen } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { noteMended } from "@/lib/features/license/differences/record-differences";
import type { PaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { type ListedCustomer, pageOfCustomers } from "@/lib/stripe/account-lists";
import { afterRequests } from "./pace";
import type { ComparePage } from "./page";
import { noteSeen } from "./seen";

/** Balances, cards and coupons of the customers. What differs is read anew. */
export const compareCustomers: ComparePage = async (ctx, _round, after) => {
  const { items, next } = await pageOfCustomers({ after });
  const readAnew = await acrossTenants(async (tx) => {
    const ids = items.map(({ id }) => id);
    if (ids.length === 0) return 0;
    const accounts = await tx
      .select()
      .from(paymentAccounts)
      .where(inArray(paymentAccounts.stripeCustomerId, ids));
    await noteSeen(
      tx,
      accounts.flatMap(({ stripeCustomerId }) => stripeCustomerId ?? []),
    );
    const byCustomer = new Map(items.map((item) => [item.id, item]));
    let differing = 0;
    for (const account of accounts) {
      const { tenantId, stripeCustomerId: customerId } = account;
      const found = customerId ? byCustomer.get(customerId) : undefined;
      if (!customerId || !found || isKnown(account, found)) continue;
      await readAgain(tx, ctx, { tenantId, customerId }, differing++);
    }
    return differing;
  });
  return { next, compared: items.length, readAnew, made: 0, requests: readAnew };
};

/** `place`: how many of the page are read before it. */
async function readAgain(
  tx: Transaction,
  ctx: Context,
  { tenantId, customerId }: { tenantId: PaymentAccount["tenantId"]; customerId: string },
  place: number,
): Promise<void> {
  const job = { key: `refresh-account:${customerId}`, delay: afterRequests(place) };
  await enqueueJob(tx, "refresh-account", { customerId }, job);
  const difference = { kind: "customer_missed", key: customerId, facts: {} } as const;
  await noteMended(tx, ctx, tenantId, difference, "reconciliation");
}

const isKnown = (
  { balanceMinor, paymentMethodId, foundDiscounts }: PaymentAccount,
  found: ListedCustomer,
): boolean =>
  balanceMinor === found.balanceMinor &&
  paymentMethodId === found.paymentMethodId &&
  JSON.stringify(foundDiscounts.map(({ id }) => id).sort()) === JSON.stringify(found.discountIds.sort());

const pageSize = 100;

/** Customers that no list shows any more were deleted at Stripe: reading them says so. */
export const compareGoneCustomers: ComparePage = async (ctx, { startedAt }, after) => {
  const gone = await acrossTenants(async (tx) => {
    const rows = await tx
      .select()
      .from(paymentAccounts)
      .where(
        and(
          isNotNull(paymentAccounts.stripeCustomerId),
          // Younger ones were made while the list was read.
          sql`${paymentAccounts.createdAt} < ${startedAt.toISOString()}::timestamptz`,
          after ? sql`${paymentAccounts.tenantId} > ${after}` : undefined,
          notExists(
            tx
              .select({ one: sql`1` })
              .from(reconciliationSeen)
              .where(sql`${reconciliationSeen.objectId} = ${paymentAccounts.stripeCustomerId}`),
          ),
        ),
      )
      .orderBy(asc(paymentAccounts.tenantId))
      .limit(pageSize);
    for (const [index, { tenantId, stripeCustomerId: customerId }] of rows.entries())
      if (customerId) await readAgain(tx, ctx, { tenantId, customerId }, index);
    return rows;
  });
  const next = gone.length === pageSize ? (gone.at(-1)?.tenantId ?? null) : null;
  return { next, compared: gone.length, readAnew: gone.length, made: 0, requests: gone.length };
};
