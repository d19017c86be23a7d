import { inArray, type SQL, sql } from "drizzle-orm";
import {
  billingCloses,
  billingDetailConflicts,
  billingDetailEntries,
  charges,
  contracts,
  disputes,
  mauCounts,
  quotes,
  stripeDifferences,
  tenants,
  usageMonths,
} from "@/drizzle/schema";
import { openStandings } from "@/lib/domain/disputes/dispute-standing";
import { oldestDebt } from "@/lib/features/console/receivables/oldest-debt";
import { listConditions, listedTenants } from "@/lib/features/console/tenant-list/list-conditions";
import { maximumMau } from "@/lib/features/console/tenant-list/maximum-mau";
import { readListInput } from "@/lib/features/console/tenant-list/tenant-list-input";
import type { Context } from "@/lib/features/foundation/context/context";
import type { NeedKind } from "./needs";

const dayMs = 24 * 60 * 60_000;
/** The first reminder of a contract's end is sent so many days before it; a quote is worth a call for less long. */
const daysBefore = { contract: 60, quote: 7 };
/** A renewal that was invoiced otherwise than planned is shown for so long. */
const daysAfter = { invoiced: 7 };

/**
 * Where to look for the needs of one kind: rows of `from` that match `where`, with what is shown of each. `from` begins
 * with the tenants.
 */
export type Section = {
  from: SQL;
  where: SQL;
  at: SQL;
  about: SQL;
  order: SQL;
  /** The dispute at Stripe that a row is about. */
  disputeId?: SQL;
};

const nothing = sql`null`;

export function sectionOf(kind: NeedKind, ctx: Context): Section {
  const until = (days: number) =>
    sql`${new Date(ctx.now.getTime() + days * dayMs).toISOString()}::timestamptz`;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const counted = sql`coalesce(${mauCounts.users}, 0)`;
  /** `users/maximum`, for words to take apart. */
  const users = sql`${counted}::text || '/' || ${maximumMau}::text`;
  const share = sql`${counted}::numeric / nullif(${maximumMau}, 0) desc nulls last`;
  switch (kind) {
    case "dispute":
      return {
        from: sql`${tenants} join ${disputes} on ${disputes.tenantId} = ${tenants.id}`,
        where: inArray(disputes.standing, [...openStandings]),
        at: sql`${disputes.answerBy}`,
        // `standing/minor units/currency`, for words to take apart.
        about: sql`${disputes.standing} || '/' || ${disputes.amountMinor}::text || '/' || ${disputes.currency}`,
        // First what waits for us.
        order: sql`${disputes.standing}, ${disputes.answerBy} nulls last`,
        disputeId: sql`${disputes.stripeDisputeId}`,
      };
    case "payment_failed":
    case "suspended":
    case "ended_unpaid":
    case "overdue":
    case "authentication_needed":
      return unpaid({ state: kind });
    case "renewal_invoice":
      return {
        from: sql`${tenants} join ${billingCloses} on ${billingCloses.tenantId} = ${tenants.id}
          left join ${charges} on ${charges.tenantId} = ${tenants.id} and ${charges.id} = ${billingCloses.chargeId}`,
        where: sql`${billingCloses.problem} is not null
          and (${billingCloses.closedAt} is null or ${billingCloses.closedAt} > ${until(-daysAfter.invoiced)})`,
        at: sql`${billingCloses.dueAt}`,
        // `minor units/currency/problem`.
        about: sql`coalesce(${charges.totalMinor}, 0)::text || '/' || ${billingCloses.currency} || '/' || ${billingCloses.problem}`,
        // First what is not invoiced yet.
        order: sql`${billingCloses.closedAt} desc nulls first, ${billingCloses.dueAt}`,
      };
    case "stripe_difference":
      return {
        from: sql`${tenants} join ${stripeDifferences} on ${stripeDifferences.tenantId} = ${tenants.id}`,
        where: sql`${stripeDifferences.closedAt} is null and ${stripeDifferences.decision} is null`,
        at: sql`${stripeDifferences.foundAt}`,
        about: sql`${stripeDifferences.kind}`,
        // What ends a license first.
        order: sql`${stripeDifferences.kind} <> 'subscription_cancelled', ${stripeDifferences.foundAt}`,
      };
    case "usage_unpriced":
      return {
        from: sql`${tenants} join ${usageMonths} on ${usageMonths.tenantId} = ${tenants.id}`,
        where: sql`${usageMonths.unpriced} <> '[]'`,
        at: nothing,
        // `month/meter, meter`, for words to take apart.
        about: sql`left(${usageMonths.monthFrom}, 7) || '/' || (
          select string_agg(meter, ', ') from jsonb_array_elements_text(${usageMonths.unpriced}) as meter)`,
        order: sql`${usageMonths.ratedAt} desc`,
      };
    case "mau_over":
      return listed({ mau: "over" }, nothing, users, share);
    case "mau_near":
      return listed({ mau: "near" }, nothing, users, share);
    case "without_rep":
      return {
        from: sql`${tenants}`,
        where: sql`${tenants.salesRepId} is null and ${tenants.salesModel} = 'sales_led'`,
        at: sql`${tenants.createdAt}`,
        about: nothing,
        order: sql`${tenants.createdAt}`,
      };
    case "contract_ends":
      return {
        from: sql`${tenants} join ${contracts} on ${contracts.tenantId} = ${tenants.id}`,
        where: sql`${contracts.state} = 'active' and ${contractEnd} between ${now} and ${until(daysBefore.contract)}`,
        at: contractEnd,
        about: nothing,
        order: contractEnd,
      };
    case "quote_expires":
      return {
        from: sql`${tenants} join ${quotes} on ${quotes.tenantId} = ${tenants.id}`,
        // Those past their day too, until somebody answers, revises or withdraws them.
        where: sql`${quotes.state} in ('sent', 'expired') and ${quotes.validBefore} <= ${until(daysBefore.quote)}`,
        at: sql`${quotes.validBefore}`,
        about: sql`${quotes.number}`,
        order: sql`${quotes.validBefore}`,
      };
    case "details_unconfirmed":
      return {
        from: sql`${tenants} join (
            select ${billingDetailEntries.tenantId} as tenant_id, min(${billingDetailEntries.enteredAt}) as since
            from ${billingDetailEntries} where ${billingDetailEntries.needsConfirmation} group by 1
          ) as unconfirmed on unconfirmed.tenant_id = ${tenants.id}`,
        where: sql`true`,
        at: sql`unconfirmed.since`,
        about: nothing,
        order: sql`unconfirmed.since`,
      };
    case "details_in_conflict":
      return {
        from: sql`${tenants} join (
            select ${billingDetailConflicts.tenantId} as tenant_id, min(${billingDetailConflicts.foundAt}) as since
            from ${billingDetailConflicts} group by 1
          ) as conflicts on conflicts.tenant_id = ${tenants.id}`,
        where: sql`true`,
        at: sql`conflicts.since`,
        about: nothing,
        order: sql`conflicts.since`,
      };
  }

  /** With the invoice that is late the longest: `minor units/currency/number/days late/how many invoices`, and its next attempt. */
  function unpaid(filters: Record<string, string>): Section {
    const { from, where } = listed(filters, nothing, nothing, nothing);
    return {
      from: sql`${from} left join lateral (${oldestDebt(ctx)}) as debt on true`,
      where,
      at: sql`debt.next_attempt_at`,
      about: sql`debt.remaining || '/' || debt.currency || '/' || debt.number || '/' || debt.days_late || '/' || debt.invoices`,
      order: sql`debt.days_late desc nulls last`,
    };
  }
  /** The same rows as the tenant list shows under this filter, so that the two never disagree. */
  function listed(filters: Record<string, string>, at: SQL, about: SQL, order: SQL): Section {
    const query = readListInput({ search: "", filters });
    return { from: listedTenants(ctx), where: listConditions(ctx, query), at, about, order };
  }
}

/** By when it was decided to end, or the term's end; an open end is none. */
const contractEnd = sql`coalesce(${contracts.endingAt}, ${contracts.termEndsAt})`;
