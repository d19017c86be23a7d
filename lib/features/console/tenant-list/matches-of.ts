import { type SQL, sql } from "drizzle-orm";
import { licenses, members, paymentAccounts, stripeInvoices, tenants, users } from "@/drizzle/schema";
import { contains, folded, literal, narrow, narrowNumber } from "@/lib/db/folded";

/** By what a tenant was found. */
export type FoundBy =
  | "name"
  | "slug"
  | "tenant"
  | "customer"
  | "subscription"
  | "payer"
  | "member"
  | "invoice";

/** What has to be said, as the name stands there anyway. */
export type FoundByOther = Exclude<FoundBy, "name">;

/** Shorter than this, part of an address or of a number says nothing: "a" is in every e-mail address. */
const shortestPart = 3;

/**
 * Every way in which `words` name a tenant, as rows of `(tenant_id, by, found, rank)`; a tenant may stand there more than
 * once. Names, slugs and e-mail addresses are found by any part, invoice numbers by their beginning or end, ids whole. Rank
 * 0 is an exact hit, then beginnings, then parts.
 */
export function matchesOf(typed: string): SQL {
  const words = narrow(typed);
  const start = `${literal(words)}%`;
  const part = `%${start}`;
  const number = narrowNumber(words);
  const end = `${literal([...number].reverse().join(""))}%`;
  const hit = (by: FoundBy, tenantId: SQL | typeof tenants.id, found: SQL, rank: SQL, from: SQL) =>
    sql`select ${tenantId} as tenant_id, ${by}::text as by, ${found} as found, ${rank} as rank from ${from}`;
  const rankOf = (text: SQL) =>
    sql`case when lower(${text}) = lower(${words}) then 0 when ${text} ilike ${start} then 1 else 2 end`;
  const exact = sql`0`;
  const ways = [
    hit(
      "name",
      sql`${tenants.id}`,
      sql`${tenants.name}`,
      sql`case when ${folded(tenants.name)} = ${folded(words)} then 0
        when ${folded(tenants.name)} like ${folded(start)} then 1 else 2 end`,
      sql`${tenants} where ${contains(tenants.name, words)}`,
    ),
    hit(
      "slug",
      sql`${tenants.id}`,
      sql`${tenants.slug}`,
      rankOf(sql`${tenants.slug}`),
      sql`${tenants} where ${tenants.slug} ilike ${part}`,
    ),
    hit(
      "tenant",
      sql`${tenants.id}`,
      sql`${tenants.id}`,
      exact,
      sql`${tenants} where ${tenants.id} = ${words}`,
    ),
    hit(
      "customer",
      sql`${paymentAccounts.tenantId}`,
      sql`${paymentAccounts.stripeCustomerId}`,
      exact,
      sql`${paymentAccounts} where ${paymentAccounts.stripeCustomerId} = ${words}`,
    ),
    hit(
      "subscription",
      sql`${licenses.tenantId}`,
      sql`${licenses.stripeSubscriptionId}`,
      exact,
      sql`${licenses} where ${licenses.stripeSubscriptionId} = ${words}`,
    ),
    hit(
      "invoice",
      sql`${stripeInvoices.tenantId}`,
      sql`coalesce(${stripeInvoices.number}, ${stripeInvoices.stripeInvoiceId})`,
      exact,
      sql`${stripeInvoices} where ${stripeInvoices.stripeInvoiceId} = ${words}`,
    ),
  ];
  if (words.length >= shortestPart)
    ways.push(
      hit(
        "payer",
        sql`${paymentAccounts.tenantId}`,
        sql`${paymentAccounts.payerEmail}`,
        rankOf(sql`${paymentAccounts.payerEmail}`),
        sql`${paymentAccounts} where ${paymentAccounts.payerEmail} ilike ${part}`,
      ),
      hit(
        "member",
        sql`${members.tenantId}`,
        sql`${users.email}`,
        rankOf(sql`${users.email}`),
        sql`${users} join ${members} on ${members.userId} = ${users.id} where ${users.email} ilike ${part}`,
      ),
      hit(
        "invoice",
        sql`${stripeInvoices.tenantId}`,
        sql`${stripeInvoices.number}`,
        rankOf(sql`${stripeInvoices.number}`),
        sql`${stripeInvoices} where lower(${stripeInvoices.number}) like lower(${`${literal(number)}%`})
          or reverse(lower(${stripeInvoices.number})) like lower(${end})`,
      ),
    );
  return sql.join(ways, sql` union all `);
}
