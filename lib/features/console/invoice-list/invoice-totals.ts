import { type SQL, sql } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type AgeingGroup, ageingGroups } from "@/lib/domain/collection/ageing";
import type { Context } from "@/lib/features/foundation/context/context";
import { isDebt } from "@/lib/features/license/debts/debt-conditions";
import { ageingCondition, listedInvoices } from "./list-conditions";

/** Sums of one currency, in minor units as text. Drafts and void invoices were not invoiced. */
export type InvoiceTotals = {
  currency: string;
  invoices: number;
  invoicedMinor: string;
  paidMinor: string;
  creditedMinor: string;
  openMinor: string;
  /** What of `openMinor` is how late. */
  ageing: Record<AgeingGroup, string>;
};

/** The sums of the invoices that a condition leaves, by currency. */
export async function readTotals(tx: Transaction, ctx: Context, where: SQL): Promise<InvoiceTotals[]> {
  const sum = (amount: SQL, filter: SQL) => sql`coalesce(sum(${amount}) filter (where ${filter}), 0)::text`;
  const isInvoiced = sql`${stripeInvoices.status} not in ('draft', 'void')`;
  const remaining = sql`${stripeInvoices.remainingMinor}`;
  const groups = ageingGroups.map(
    (group) => sql`, ${sum(remaining, ageingCondition(ctx, group))} as ${sql.identifier(group)}`,
  );
  const { rows } = await tx.execute<Omit<InvoiceTotals, "ageing"> & Record<AgeingGroup, string>>(sql`
    select ${stripeInvoices.currency} as currency, count(*)::int as invoices,
      ${sum(sql`${stripeInvoices.totalMinor}`, isInvoiced)} as "invoicedMinor",
      ${sum(sql`${stripeInvoices.paidMinor}`, isInvoiced)} as "paidMinor",
      ${sum(sql`${stripeInvoices.creditedMinor}`, isInvoiced)} as "creditedMinor",
      ${sum(remaining, isDebt)} as "openMinor"
      ${sql.join(groups)}
    from ${listedInvoices} where ${where} group by 1 order by 1`);
  return rows.map(({ not_due, to_30, to_60, over_60, ...totals }) => ({
    ...totals,
    ageing: { not_due, to_30, to_60, over_60 },
  }));
}
