import { and, desc, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import { licenses, plans, planVersions, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";

/**
 * Where a license stands, as a subscription. `pending`: it is ordered, nothing is held yet. `failed`: what was ordered
 * first was never paid. A tenant that never ordered anything has no subscription.
 */
export type SubscriptionState = "pending" | "active" | "unpaid" | "ended" | "failed";

const ordered = (which: SQL) =>
  sql`exists (select from orders where orders.tenant_id = ${licenses.tenantId} ${which})`;

/** Null for a tenant that has never bought anything. */
const state = sql<SubscriptionState | null>`case
  when ${licenses.interval} is not null and ${licenses.payment} in ('failed', 'authentication_needed', 'overdue')
    then 'unpaid'
  when ${licenses.interval} is not null then 'active'
  when ${ordered(sql`and orders.closed_at is null`)} then 'pending'
  when ${licenses.endedAt} is not null then 'ended'
  when ${ordered(sql``)} then 'failed' end`;

/** When it was first held, or ordered. */
const createdAt = sql<Date>`coalesce(
  (select min(starts_at) from license_terms t where t.tenant_id = ${licenses.tenantId} and t.interval is not null),
  (select min(created_at) from orders o where o.tenant_id = ${licenses.tenantId}))`.mapWith(
  licenses.periodStart,
);

export type SubscriptionRow = {
  license: typeof licenses.$inferSelect;
  state: SubscriptionState;
  createdAt: Date;
};

export type SubscriptionFilter = {
  tenantId?: Id<"tenant">;
  plan?: { planKey: string; interval: PaidInterval };
  state?: SubscriptionState;
  cancelsAtEnd?: boolean;
  from?: Date;
  until?: Date;
};

const select = (tx: Transaction) =>
  tx
    .select({ license: licenses, state, createdAt })
    .from(licenses)
    .innerJoin(tenants, eq(tenants.id, licenses.tenantId))
    .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId));

/** A page of subscriptions, the newest tenant's first. */
export async function listSubscriptionRows(
  tx: Transaction,
  filter: SubscriptionFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<SubscriptionRow[]> {
  const { tenantId, plan, state: wanted, cancelsAtEnd, from, until } = filter;
  const rows = await select(tx)
    .where(
      and(
        sql`${state} is not null`,
        tenantId && eq(licenses.tenantId, tenantId),
        plan && and(eq(plans.key, plan.planKey), eq(licenses.interval, plan.interval)),
        wanted && sql`${state} = ${wanted}`,
        cancelsAtEnd === undefined
          ? undefined
          : sql`(${licenses.interval} is not null and not ${licenses.renews}) = ${cancelsAtEnd}`,
        from && gte(createdAt, from),
        until && lte(createdAt, until),
      ),
    )
    .orderBy(desc(tenants.createdAt), desc(tenants.id))
    .limit(limit)
    .offset(offset);
  return rows.flatMap((row) => (row.state ? [{ ...row, state: row.state }] : []));
}

export async function findSubscriptionRow(
  tx: Transaction,
  licenseId: Id<"license">,
): Promise<SubscriptionRow | null> {
  const [row] = await select(tx).where(eq(licenses.id, licenseId));
  return row?.state ? { ...row, state: row.state } : null;
}
