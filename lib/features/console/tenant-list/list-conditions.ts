import { type SQL, sql } from "drizzle-orm";
import {
  billingDetails,
  licenses,
  mauCounts,
  plans,
  planVersions,
  stripeInvoices,
  tenants,
} from "@/drizzle/schema";
import { nearMaximumPercent } from "@/lib/domain/tenant/list-query";
import type { Context } from "@/lib/features/foundation/context/context";
import { hasPassed, isDebt } from "@/lib/features/license/debts/debt-conditions";
import { standingIs } from "@/lib/features/license/views/license-standing";
import { detailsAreComplete } from "@/lib/features/payers/billing-details/details-are-complete";
import { matchesOf } from "./matches-of";
import { joinedVersions, maximumMau } from "./maximum-mau";
import type { TenantListQuery } from "./tenant-list-input";

const dayMs = 24 * 60 * 60_000;
/** How far the zones of the earth lie apart from UTC. */
const [westernmostMs, easternmostMs] = [-12 * 60 * 60_000, 14 * 60 * 60_000];

/** When what a tenant holds ends. */
const endsAt = sql`${licenses.periodEnd}`;
const users = sql`coalesce(${mauCounts.users}, 0)`;

/** The list's rows before they are filtered. Joins of which a query needs nothing are dropped by Postgres. */
export function listedTenants(ctx: Context): SQL {
  return sql`${tenants}
    left join ${licenses} on ${licenses.tenantId} = ${tenants.id}
    left join ${mauCounts} on ${mauCounts.tenantId} = ${tenants.id} and ${mauCounts.month} = ${monthOfTenants(ctx)}
    left join ${billingDetails} on ${billingDetails.tenantId} = ${tenants.id}
    ${joinedVersions}
    left join ${plans} on ${plans.id} = ${planVersions.planId}`;
}

/** The current month in each tenant's own zone, where MAU is counted; but for a day it is the same everywhere. */
export function monthOfTenants({ now }: Context): SQL {
  const monthAt = (offsetMs: number) => new Date(now.getTime() + offsetMs).toISOString().slice(0, 7);
  const [west, east] = [monthAt(westernmostMs), monthAt(easternmostMs)];
  if (west === east) return sql`${west}`;
  return sql`to_char(${now.toISOString()}::timestamptz at time zone ${tenants.timeZone}, 'YYYY-MM')`;
}

/** What the search and the filters leave. */
export function listConditions(ctx: Context, { words, filters }: TenantListQuery): SQL {
  const all: SQL[] = [sql`true`];
  const { salesModel, plan, state, rep, mau, details, ends, owes } = filters;
  if (words) all.push(sql`${tenants.id} in (select tenant_id from (${matchesOf(words)}) as matched)`);
  if (salesModel) all.push(sql`${tenants.salesModel} = ${salesModel}`);
  if (plan) all.push(sql`${plans.key} = ${plan}`);
  if (state) all.push(standingIs(state, ctx));
  if (owes) all.push(owesCondition(ctx, owes));
  if (rep) all.push(repCondition(ctx, rep));
  if (mau === "over") all.push(sql`${users} > ${maximumMau}`);
  if (mau === "near")
    all.push(
      sql`${users} <= ${maximumMau} and ${users} * 100 >= ${maximumMau} * ${nearMaximumPercent}::int and ${users} > 0`,
    );
  if (details) all.push(sql`coalesce(${detailsAreComplete()}, false) = ${details === "complete"}`);
  if (ends) {
    const until = new Date(ctx.now.getTime() + Number(ends) * dayMs);
    all.push(
      sql`${endsAt} between ${ctx.now.toISOString()}::timestamptz and ${until.toISOString()}::timestamptz`,
    );
  }
  return sql.join(all, sql` and `);
}

/** Something is owed, or late, whatever became of the license. */
const owesCondition = (ctx: Context, owes: "open" | "late"): SQL => sql`exists (
  select 1 from ${stripeInvoices} where ${stripeInvoices.tenantId} = ${tenants.id}
    and ${isDebt} and ${owes === "late" ? hasPassed(ctx) : sql`true`})`;

function repCondition({ actor }: Context, rep: NonNullable<TenantListQuery["filters"]["rep"]>): SQL {
  const me = actor.kind === "user" ? actor.userId : "";
  if (rep === "mine") return sql`${tenants.salesRepId} = ${me}`;
  if (rep === "others") return sql`${tenants.salesRepId} <> ${me}`;
  if (rep === "none") return sql`${tenants.salesRepId} is null`;
  return sql`${tenants.salesRepId} = ${rep}`;
}

/** The order, made whole by the id: two pages never show the same tenant, and none is missing. */
export function listOrder({ sort }: TenantListQuery): SQL {
  const by = {
    name: sql`${tenants.name}`,
    license: sql`${plans.rank}`,
    mau: users,
    share: sql`${users}::numeric / nullif(${maximumMau}, 0)`,
    ends: endsAt,
    created: sql`${tenants.createdAt}`,
  }[sort.column];
  // These two are never empty and have an index, which "nulls last" would not use.
  const nulls = sort.column === "name" || sort.column === "created" ? sql`` : sql` nulls last`;
  return sort.direction === "asc"
    ? sql`${by} asc${nulls}, ${tenants.id} asc`
    : sql`${by} desc${nulls}, ${tenants.id} desc`;
}
