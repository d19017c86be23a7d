import { type SQL, sql } from "drizzle-orm";
import { stripeInvoices, tenants } from "@/drizzle/schema";
import { contains, literal, narrow, narrowNumber } from "@/lib/db/folded";
import { type AgeingGroup, lastDayLate } from "@/lib/domain/collection/ageing";
import type { AmountRange } from "@/lib/domain/invoice-list/invoice-query";
import { threeDecimalCurrencies, zeroDecimalCurrencies } from "@/lib/domain/money/currency";
import type { Context } from "@/lib/features/foundation/context/context";
import {
  daysLate,
  dueSince,
  hasPassed,
  isDebt,
  isWrittenOff,
} from "@/lib/features/license/debts/debt-conditions";
import { isOverdue, issuedAt } from "@/lib/features/license/debts/invoice-state";
import type { InvoiceListQuery } from "./invoice-list-input";

/** The list's rows before they are filtered. */
export const listedInvoices: SQL = sql`${stripeInvoices} join ${tenants} on ${tenants.id} = ${stripeInvoices.tenantId}`;

/** What the search and the filters leave. */
export function listConditions(ctx: Context, { words, filters }: InvoiceListQuery): SQL {
  const { state, ageing, rep, tenant, month, currency, amount } = filters;
  const all: SQL[] = [sql`true`];
  if (words) all.push(foundBy(words));
  if (state === "overdue") all.push(isOverdue(ctx));
  else if (state === "written_off") all.push(isWrittenOff);
  else if (state === "open")
    all.push(sql`(${stripeInvoices.status} = 'open' and not ${isOverdue(ctx)} and not ${isWrittenOff})`);
  else if (state) all.push(sql`(${stripeInvoices.status} = ${state} and not ${isWrittenOff})`);
  if (ageing) all.push(ageingCondition(ctx, ageing));
  if (tenant) all.push(sql`${tenants.slug} = ${tenant}`);
  if (rep) all.push(repCondition(ctx, rep));
  if (month) all.push(monthCondition(month));
  if (currency) all.push(sql`${stripeInvoices.currency} = ${currency}`);
  if (amount) all.push(amountCondition(amount));
  return sql.join(all, sql` and `);
}

/** By the beginning or the end of a number, by Stripe's id, and by the tenant's name. */
function foundBy(words: string): SQL {
  const forwards = narrowNumber(words).toLowerCase();
  const backwards = [...forwards].reverse().join("");
  const { number, stripeInvoiceId, tenantId } = stripeInvoices;
  const ids = (where: SQL) => sql`select ${stripeInvoiceId} from ${stripeInvoices} where ${where}`;
  return sql`${stripeInvoiceId} in (
    ${ids(sql`lower(${number}) like ${`${literal(forwards)}%`}`)}
    union all ${ids(sql`reverse(lower(${number})) like ${`${literal(backwards)}%`}`)}
    union all ${ids(sql`${stripeInvoiceId} = ${narrow(words)}`)}
    union all ${ids(sql`${tenantId} in (select ${tenants.id} from ${tenants} where ${contains(tenants.name, words)})`)})`;
}

/** How late a debt is, in the words of accountants. */
export function ageingCondition(ctx: Context, ageing: AgeingGroup): SQL {
  const late = daysLate(ctx, sql`${tenants.timeZone}`);
  switch (ageing) {
    case "not_due":
      return sql`(${isDebt} and not ${hasPassed(ctx)})`;
    case "to_30":
      return sql`(${late}) <= ${lastDayLate.to_30}::int`;
    case "to_60":
      return sql`(${late}) between ${lastDayLate.to_30 + 1}::int and ${lastDayLate.to_60}::int`;
    case "over_60":
      return sql`(${late}) > ${lastDayLate.to_60}::int`;
  }
}

export function repCondition({ actor }: Context, rep: string): SQL {
  const me = actor.kind === "user" ? actor.userId : "";
  if (rep === "mine") return sql`${tenants.salesRepId} = ${me}`;
  if (rep === "others") return sql`${tenants.salesRepId} <> ${me}`;
  if (rep === "none") return sql`${tenants.salesRepId} is null`;
  return sql`${tenants.salesRepId} = ${rep}`;
}

/** The calendar month in each tenant's own zone. The first condition lets Postgres use the index by date. */
export function monthCondition(month: string): SQL {
  const first = sql`${`${month}-01`}::timestamp`;
  return sql`${issuedAt} >= (${first} at time zone 'UTC') - interval '1 day'
    and ${issuedAt} < (${first} at time zone 'UTC') + interval '1 month 1 day'
    and to_char(${issuedAt} at time zone ${tenants.timeZone}, 'YYYY-MM') = ${month}`;
}

/** Of the total, in major units of the invoice's own currency. */
function amountCondition({ from, to }: AmountRange): SQL {
  const among = (codes: readonly string[]) => sql`${stripeInvoices.currency} in ${[...codes]}`;
  const minor = sql`case when ${among(zeroDecimalCurrencies)} then 1
    when ${among(threeDecimalCurrencies)} then 1000 else 100 end`;
  const all: SQL[] = [];
  if (from) all.push(sql`${stripeInvoices.totalMinor} >= ${from}::numeric * (${minor})`);
  if (to) all.push(sql`${stripeInvoices.totalMinor} <= ${to}::numeric * (${minor})`);
  return sql.join(all, sql` and `);
}

/** The order, made whole by the id: two pages never show the same invoice, and none is missing. */
export function listOrder({ sort }: InvoiceListQuery): SQL {
  const { totalMinor, remainingMinor, currency, stripeInvoiceId } = stripeInvoices;
  const direction = sort.direction === "asc" ? sql`asc` : sql`desc`;
  switch (sort.column) {
    case "tenant":
      return sql`${tenants.name} ${direction}, ${issuedAt} desc, ${stripeInvoiceId}`;
    case "due":
      return sql`${dueSince} ${direction} nulls last, ${stripeInvoiceId}`;
    // Amounts of different currencies cannot be compared.
    case "total":
      return sql`${currency}, ${totalMinor} ${direction}, ${stripeInvoiceId}`;
    case "remaining":
      return sql`${currency}, ${remainingMinor} ${direction}, ${stripeInvoiceId}`;
    default:
      return sort.direction === "desc"
        ? sql`${issuedAt} desc, ${stripeInvoiceId}`
        : sql`${issuedAt} asc, ${stripeInvoiceId} desc`;
  }
}
