import { and, count, eq, inArray, sql } from "drizzle-orm";
import {
  billingDetails,
  contracts,
  licenses,
  mauCounts,
  members,
  paymentAccounts,
  plans,
  planVersions,
  tenants,
  users,
} from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { LicenseStanding } from "@/lib/domain/license/license-standing";
import type { Context } from "@/lib/features/foundation/context/context";
import { standingOf } from "@/lib/features/license/views/license-standing";
import { monthOfTenants } from "./list-conditions";
import { type FoundBy, type FoundByOther, matchesOf } from "./matches-of";
import { maximumMau } from "./maximum-mau";
import { openAmounts, recurringAt } from "./money-of";

export type TenantRow = {
  id: Id<"tenant">;
  slug: string;
  name: string;
  salesModel: "self_serve" | "sales_led";
  planKey: string;
  planName: LocalizedText;
  state: LicenseStanding;
  /** What the license brings in a month by itself, before tax; null: nothing. Minor units as text. */
  recurring: { monthlyMinor: string; currency: string } | null;
  /** What is not paid, by currency. */
  open: { openMinor: string; lateMinor: string; currency: string }[];
  /** ISO instants; dates are read in the tenant's zone. */
  periodEnd: string | null;
  createdAt: string;
  timeZone: string;
  currency: string;
  /** Of the current month in the tenant's zone. */
  mau: number;
  maximumMau: number | null;
  members: number;
  rep: { id: Id<"user">; name: string } | null;
  stripeCustomerId: string | null;
  payerEmail: string | null;
  detailsComplete: boolean;
  /** By what the search found it, where that is not its name. */
  found: { by: FoundByOther; text: string } | null;
};

/** The facts of some tenants, in the order in which their ids were given. */
export async function readRows(
  tx: Transaction,
  ctx: Context,
  ids: readonly Id<"tenant">[],
  words = "",
): Promise<TenantRow[]> {
  if (ids.length === 0) return [];
  const facts = await readFacts(tx, ctx, ids);
  const counts = await tx
    .select({ tenantId: members.tenantId, n: count() })
    .from(members)
    .where(inArray(members.tenantId, [...ids]))
    .groupBy(members.tenantId);
  const recurring = await recurringAt(tx, ctx, ids);
  const recurringOf = new Map(recurring.map(({ tenantId, ...rest }) => [tenantId, rest]));
  const open = await openAmounts(tx, ctx, ids);
  const found = words ? (await readFound(tx, ids, words)).rows : [];
  const factsOf = new Map(facts.map((row) => [row.id, row]));
  const membersOf = new Map(counts.map(({ tenantId, n }) => [tenantId, n]));
  const foundOf = new Map(found.map(({ tenant_id, by, found: text }) => [tenant_id, { by, text }]));
  return ids.flatMap((id) => {
    const row = factsOf.get(id);
    if (!row) return [];
    const { periodEnd, createdAt, mau, maximum, missingDetails, repId, repName, ...rest } = row;
    const hit = foundOf.get(id);
    return [
      {
        ...rest,
        recurring: recurringOf.get(id) ?? null,
        open: open.filter(({ tenantId }) => tenantId === id).map(({ tenantId: _, ...sums }) => sums),
        periodEnd: periodEnd?.toISOString() ?? null,
        createdAt: createdAt.toISOString(),
        mau: mau ?? 0,
        maximumMau: maximum === null ? null : Number(maximum),
        members: membersOf.get(id) ?? 0,
        rep: repId && repName ? { id: repId, name: repName } : null,
        detailsComplete: missingDetails?.length === 0,
        found: hit && isOther(hit) ? hit : null,
      } satisfies TenantRow,
    ];
  });
}

const readFacts = (tx: Transaction, ctx: Context, ids: readonly Id<"tenant">[]) =>
  tx
    .select({
      id: tenants.id,
      slug: tenants.slug,
      name: tenants.name,
      salesModel: tenants.salesModel,
      timeZone: tenants.timeZone,
      currency: tenants.currency,
      createdAt: tenants.createdAt,
      planKey: plans.key,
      planName: sql<LocalizedText>`${planVersions.definition} -> 'name'`,
      maximum: maximumMau,
      state: standingOf(ctx),
      periodEnd: licenses.periodEnd,
      mau: mauCounts.users,
      stripeCustomerId: paymentAccounts.stripeCustomerId,
      payerEmail: paymentAccounts.payerEmail,
      missingDetails: billingDetails.missing,
      repId: users.id,
      repName: users.name,
    })
    .from(tenants)
    .innerJoin(licenses, eq(licenses.tenantId, tenants.id))
    .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .leftJoin(
      contracts,
      and(
        eq(contracts.tenantId, licenses.tenantId),
        eq(contracts.state, "active"),
        eq(contracts.planVersionId, licenses.planVersionId),
      ),
    )
    .leftJoin(mauCounts, and(eq(mauCounts.tenantId, tenants.id), eq(mauCounts.month, monthOfTenants(ctx))))
    .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id))
    .leftJoin(billingDetails, eq(billingDetails.tenantId, tenants.id))
    .leftJoin(users, eq(users.id, tenants.salesRepId))
    .where(inArray(tenants.id, [...ids]));

type Found = { tenant_id: Id<"tenant">; by: FoundBy; found: string };

/** The best way in which the words name each of these tenants. */
const readFound = (tx: Transaction, ids: readonly Id<"tenant">[], words: string) =>
  tx.execute<Found>(sql`
    select distinct on (tenant_id) tenant_id, by, found from (${matchesOf(words)}) as matched
    where tenant_id in ${[...ids]}
    order by tenant_id, by <> 'name', rank, found`);

const isOther = (hit: { by: FoundBy; text: string }): hit is { by: FoundByOther; text: string } =>
  hit.by !== "name";
