import { type SQL, sql } from "drizzle-orm";
import { charges, licenses, stripeInvoices, tenants } from "@/drizzle/schema";
import { contains } from "@/lib/db/folded";
import { type AgeingGroup, ageingGroups } from "@/lib/domain/collection/ageing";
import { isId } from "@/lib/domain/ids";
import {
  ageingCondition,
  listedInvoices,
  repCondition,
} from "@/lib/features/console/invoice-list/list-conditions";
import type { Context } from "@/lib/features/foundation/context/context";
import { isDebt } from "@/lib/features/license/debts/debt-conditions";

/** The rows of what is owed, before they are filtered. */
export const owedFrom: SQL = sql`${listedInvoices} join ${licenses} on ${licenses.tenantId} = ${tenants.id}
  left join ${charges} on ${charges.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId}`;

/** All that is owed by those who owe anything that the filters leave. */
export const owedBy = (where: SQL): SQL => sql`(${stripeInvoices.tenantId}, ${stripeInvoices.currency}) in (
  select ${stripeInvoices.tenantId}, ${stripeInvoices.currency} from ${owedFrom} where ${where}) and ${isDebt}`;

/** What of a debt's tenant the filters ask; one late invoice is enough to be in a group of the ageing. */
export function conditionsOf(ctx: Context, words: string, asked: Readonly<Record<string, string>>) {
  const all: SQL[] = [isDebt];
  const read = new Set<string>();
  const add = (name: string, condition: SQL | null) => {
    if (!condition) return;
    read.add(name);
    all.push(condition);
  };
  if (words) all.push(contains(tenants.name, words));
  const { ageing, rep = "", license, currency = "" } = asked;
  const group: AgeingGroup | undefined = ageingGroups.find((each) => each === ageing);
  add("ageing", group ? ageingCondition(ctx, group) : null);
  const isRep = ["mine", "others", "none"].includes(rep) || isId("user", rep);
  add("rep", isRep ? repCondition(ctx, rep) : null);
  add("license", licenseCondition(license));
  add("currency", /^[A-Z]{3}$/.test(currency) ? sql`${stripeInvoices.currency} = ${currency}` : null);
  return {
    where: sql.join(all, sql` and `),
    ignored: Object.keys(asked).filter((name) => asked[name] && !read.has(name)),
  };
}

function licenseCondition(license: string | undefined): SQL | null {
  if (license === "free") return sql`${licenses.interval} is null`;
  if (license === "suspended") return sql`${licenses.suspendedAt} is not null`;
  if (license === "paid") return sql`(${licenses.interval} is not null and ${licenses.suspendedAt} is null)`;
  return null;
}
