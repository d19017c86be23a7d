import { type SQL, sql } from "drizzle-orm";
import { charges, orders, stripeInvoices, writeOffs } from "@/drizzle/schema";
import type { Context } from "@/lib/features/foundation/context/context";

/*
 * What is owed, as conditions on rows of `stripe_invoices`, so that no two screens disagree.
 */

/** The invoice of an order that is being paid is no debt: it is given up if nobody pays it. */
const isOfOpenOrder = sql`exists (
  select 1 from ${charges} join ${orders}
    on ${orders.tenantId} = ${charges.tenantId} and ${orders.chargeId} = ${charges.id}
  where ${charges.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId} and ${orders.closedAt} is null)`;

/** Staff gave it up, and it was not paid since. */
export const isWrittenOff: SQL = sql`(${stripeInvoices.status} in ('open', 'uncollectible') and exists (
  select 1 from ${writeOffs}
  where ${writeOffs.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId}
    and ${writeOffs.cause} = 'unpaid' and ${writeOffs.state} <> 'undone'))`;

/** Not paid, whoever made it and whatever became of the license. */
export const isDebt: SQL = sql`(${stripeInvoices.status} in ('open', 'uncollectible')
  and ${stripeInvoices.remainingMinor} > 0 and not ${isOfOpenOrder} and not ${isWrittenOff})`;

/** By when it was to be paid; what is charged to a card is due when it becomes final. */
export const dueSince: SQL<Date> = sql<Date>`case when ${stripeInvoices.isSent} then ${stripeInvoices.dueAt}
  else coalesce(${stripeInvoices.finalizedAt}, ${stripeInvoices.createdAt}) end`.mapWith(
  stripeInvoices.dueAt,
);

/** Its time has passed, or a card was declined. */
export const hasPassed = ({ now }: Pick<Context, "now">): SQL =>
  sql`(case when ${stripeInvoices.isSent} then coalesce(${stripeInvoices.dueAt} <= ${instantOf(now)}, false)
    else ${stripeInvoices.attempts} > 0 end)`;

/** Days of the tenant's calendar since it became due; null: it is no debt, or not due yet. */
export const daysLate = ({ now }: Pick<Context, "now">, timeZone: SQL): SQL<number | null> =>
  sql<number | null>`case when ${isDebt} and ${hasPassed({ now })}
    then (${instantOf(now)} at time zone ${timeZone})::date - (${dueSince} at time zone ${timeZone})::date end`;

const instantOf = (at: Date) => sql`${at.toISOString()}::timestamptz`;
