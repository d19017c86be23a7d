import { type SQL, sql } from "drizzle-orm";
import {
  auditLog,
  billedUsage,
  charges,
  licenseTerms,
  plans,
  planVersions,
  stripeInvoices,
  writeOffs,
} from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { MoneyFigure } from "@/lib/domain/revenue/money-month";
import type { Month } from "@/lib/domain/time/calendar";
import { isDebt } from "@/lib/features/license/debts/debt-conditions";

/** A sum of one figure. `planKey` is null where no plan is known. Minor units as text. */
export type MoneyEntry = {
  currency: string;
  planKey: string | null;
  month: Month;
  figure: Exclude<MoneyFigure, "recurring">;
  minor: string;
};

type Books = { months: readonly Month[]; timeZone: string };

/** The plan of an invoice of Choba's is that of its first line; else the one that the tenant held when it was made. */
const planOfInvoice = sql`coalesce(
  (select coalesce(line ->> 'planVersionId', line -> 'usage' ->> 'planVersionId')
    from ${charges}, jsonb_array_elements(${charges.promise} -> 'lines') as line
    where ${charges.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId}
      and coalesce(line ->> 'planVersionId', line -> 'usage' ->> 'planVersionId') is not null limit 1),
  (select ${licenseTerms.planVersionId} from ${licenseTerms}
    where ${licenseTerms.tenantId} = ${stripeInvoices.tenantId}
      and ${licenseTerms.startsAt} <= coalesce(${stripeInvoices.finalizedAt}, ${stripeInvoices.createdAt})
    order by ${licenseTerms.startsAt} desc limit 1))`;

/** Every figure but recurring revenue, summed by currency, plan and month. */
export async function moneyEntries(tx: Transaction, { months, timeZone }: Books): Promise<MoneyEntry[]> {
  const [first, last] = [months[0] ?? "", months.at(-1) ?? ""];
  const monthOf = (at: SQL) => sql`to_char(${at} at time zone ${timeZone}, 'YYYY-MM')`;
  // Two days more at each end than any zone is away from UTC; the months decide.
  const around = (at: SQL) => sql`${at} >= (${`${first}-01`}::timestamp - interval '2 days')
    and ${at} < (${`${last}-01`}::timestamp + interval '1 month 2 days')`;
  const invoices = (figure: MoneyEntry["figure"], at: SQL, minor: SQL, where: SQL) => sql`
    select ${stripeInvoices.currency} as currency, ${planOfInvoice} as version, ${monthOf(at)} as month,
      ${figure}::text as figure, ${minor}::numeric as minor
    from ${stripeInvoices} where ${around(at)} and ${where}`;
  const issued = sql`${stripeInvoices.finalizedAt}`;
  const isInvoiced = sql`${stripeInvoices.status} not in ('draft', 'void')`;
  const paid = sql`coalesce(${stripeInvoices.paidAt}, ${stripeInvoices.finalizedAt})`;
  const all = [
    invoices("invoiced", issued, sql`${stripeInvoices.totalMinor}`, isInvoiced),
    invoices("credited", issued, sql`${stripeInvoices.creditedMinor}`, isInvoiced),
    invoices("outstanding", issued, sql`${stripeInvoices.remainingMinor}`, isDebt),
    invoices("collected", paid, sql`${stripeInvoices.paidMinor}`, sql`${stripeInvoices.paidMinor} > 0`),
    writtenOff(monthOf, around),
    refunds(monthOf, around),
    usage(first, last),
  ];
  const { rows } = await tx.execute<MoneyEntry>(sql`
    select currency, ${plans.key} as "planKey", month, figure, sum(minor)::text as minor
    from (${sql.join(all, sql` union all `)}) as entries
    left join ${planVersions} on ${planVersions.id} = entries.version
    left join ${plans} on ${plans.id} = ${planVersions.planId}
    group by 1, 2, 3, 4 having sum(minor) <> 0`);
  return rows;
}

type OfMonth = (at: SQL) => SQL;

const writtenOff = (monthOf: OfMonth, around: OfMonth) => sql`
  select ${writeOffs.currency}, ${planOfInvoice}, ${monthOf(sql`${writeOffs.createdAt}`)}, 'writtenOff',
    ${writeOffs.amountMinor}::numeric
  from ${writeOffs} left join ${stripeInvoices}
    on ${stripeInvoices.stripeInvoiceId} = ${writeOffs.stripeInvoiceId}
  where ${writeOffs.cause} = 'unpaid' and ${writeOffs.state} <> 'undone' and ${writeOffs.paidAt} is null
    and ${around(sql`${writeOffs.createdAt}`)}`;

/** As Stripe told of them: each refund once, and one that failed afterwards taken back. */
const refunds = (monthOf: OfMonth, around: OfMonth) => sql`
  select split_part(${auditLog.after} ->> 'amount', ' ', 2), ${planOfInvoice}, ${monthOf(sql`${auditLog.at}`)}, 'refunded',
    split_part(${auditLog.after} ->> 'amount', ' ', 1)::numeric
      * case ${auditLog.action} when 'at_stripe.refunded' then 1 else -1 end
  from ${auditLog} left join ${stripeInvoices} on ${stripeInvoices.tenantId} = ${auditLog.tenantId}
    and ${stripeInvoices.number} = ${auditLog.after} ->> 'invoice'
  where ${auditLog.action} in ('at_stripe.refunded', 'at_stripe.refund_failed') and ${around(sql`${auditLog.at}`)}`;

/** In the month in which it was used, by the tenant's calendar, as invoices and statements have it. */
const usage = (first: Month, last: Month) => sql`
  select ${billedUsage.line} ->> 'currency', ${billedUsage.line} ->> 'planVersionId', left(${billedUsage.monthFrom}, 7), 'usage',
    (${billedUsage.line} -> 'amountMinor' ->> '$bigint')::numeric - coalesce((
      select sum((share -> 'amountMinor' ->> '$bigint')::numeric)
      from jsonb_array_elements(${billedUsage.line} -> 'discounts') as share), 0)
  from ${billedUsage} left join ${charges}
    on ${charges.tenantId} = ${billedUsage.tenantId} and ${charges.id} = ${billedUsage.chargeId}
  where ${billedUsage.monthFrom} between ${`${first}-01`} and ${`${last}-31`}
    and (${charges.state} is null or ${charges.state} not in ('failed', 'void'))`;
