import { type SQL, sql } from "drizzle-orm";
import { charges, stripeInvoices, tenants } from "@/drizzle/schema";
import type { Context } from "@/lib/features/foundation/context/context";
import { daysLate, dueSince, hasPassed, isDebt } from "@/lib/features/license/debts/debt-conditions";

/** Of the tenant of a query around it: the invoice that is late the longest, and how many are late. */
export const oldestDebt = (ctx: Context): SQL => sql`
  select ${stripeInvoices.remainingMinor}::text as remaining, ${stripeInvoices.currency} as currency,
    coalesce(${stripeInvoices.number}, ${stripeInvoices.stripeInvoiceId}) as number,
    ${daysLate(ctx, sql`${tenants.timeZone}`)} as days_late, (count(*) over ())::text as invoices,
    coalesce(${charges.nextRetryAt}, ${stripeInvoices.nextAttemptAt}) as next_attempt_at
  from ${stripeInvoices}
  left join ${charges} on ${charges.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId}
  where ${stripeInvoices.tenantId} = ${tenants.id} and ${isDebt} and ${hasPassed(ctx)}
  order by ${dueSince}, ${stripeInvoices.stripeInvoiceId} limit 1`;
