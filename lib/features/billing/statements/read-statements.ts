import { and, desc, eq, isNull, notInArray } from "drizzle-orm";
import { z } from "zod";
import { charges, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type PromiseLineView, usageLineView } from "@/lib/features/license/charges/promise-view";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { dashboardUrl } from "@/lib/stripe/client";
import { readStatedLines, readStatementInvoices, type StatedRow, type StatementInvoice } from "./queries";

export type StatementLine = {
  id: string;
  line: PromiseLineView;
  /** With which amount it stands on which invoice; null: on none. */
  invoiced: { number: string; amountMinor: string } | null;
};

/** The usage of a month that people invoice in Stripe's dashboard, as plain JSON. Amounts are minor units as text. */
export type Statement = {
  monthFrom: Day;
  currency: string;
  lines: StatementLine[];
  /** Before discounts and tax. */
  totalMinor: string;
  /** What of it stands on linked invoices, and what they have more or less than the lines that they carry. */
  invoicedMinor: string;
  differenceMinor: string;
  invoices: { id: string; number: string; dashboardUrl: string }[];
};

/** An invoice that may be linked: final, and none of Choba's own. */
export type LinkableInvoice = {
  id: string;
  number: string;
  currency: string;
  totalMinor: string;
  createdAt: string;
};

export type Statements = {
  statements: Statement[];
  linkable: LinkableInvoice[];
  mayLink: boolean;
  /** Where in Stripe's dashboard the invoice is made; null: there is no customer. */
  customerUrl: string | null;
};

/** The statements of a tenant, the newest month first, with the invoices that carry them. */
export const readStatements = useCase(staffOnTenant("statements.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId, standing }): Promise<Statements> {
    const customer = (await findPaymentAccount(tx, tenantId))?.stripeCustomerId ?? null;
    return {
      statements: await statementsOf(tx, tenantId),
      linkable: await linkableOf(tx, tenantId),
      mayLink: may(standing.roles, "statements.link"),
      customerUrl: customer ? dashboardUrl(`customers/${customer}`) : null,
    };
  },
});

async function statementsOf(tx: Transaction, tenantId: Id<"tenant">): Promise<Statement[]> {
  const links = await readStatementInvoices(tx, tenantId);
  const months = new Map<string, StatedRow[]>();
  for (const row of await readStatedLines(tx, tenantId)) {
    const key = `${row.monthFrom} ${row.line.currency}`;
    months.set(key, [...(months.get(key) ?? []), row]);
  }
  return [...months.values()].flatMap((rows) => {
    const [first] = rows;
    return first ? statementOf(first, rows, links) : [];
  });
}

function statementOf(
  { monthFrom, line: { currency } }: StatedRow,
  rows: readonly StatedRow[],
  links: readonly StatementInvoice[],
): Statement {
  const numberOf = new Map(links.map(({ stripeInvoiceId, number }) => [stripeInvoiceId, number]));
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
  const marked = rows.filter(({ mark }) => mark !== null);
  const invoiced = sum(marked.map(({ mark }) => mark?.invoicedMinor ?? 0n));
  return {
    monthFrom,
    currency,
    lines: rows.map(({ id, line, mark }) => ({
      id,
      line: usageLineView(line),
      invoiced: mark && {
        number: numberOf.get(mark.stripeInvoiceId) ?? mark.stripeInvoiceId,
        amountMinor: String(mark.invoicedMinor),
      },
    })),
    totalMinor: String(sum(rows.map(({ line }) => line.amountMinor))),
    invoicedMinor: String(invoiced),
    differenceMinor: String(invoiced - sum(marked.map(({ line }) => line.amountMinor))),
    invoices: links
      .filter((link) => link.monthFrom === monthFrom && link.currency === currency)
      .map(({ stripeInvoiceId: id, number }) => ({
        id,
        number,
        dashboardUrl: dashboardUrl(`invoices/${id}`),
      })),
  };
}

async function linkableOf(tx: Transaction, tenantId: Id<"tenant">): Promise<LinkableInvoice[]> {
  const rows = await tx
    .select({ invoice: stripeInvoices })
    .from(stripeInvoices)
    .leftJoin(charges, eq(charges.stripeInvoiceId, stripeInvoices.stripeInvoiceId))
    .where(
      and(
        eq(stripeInvoices.tenantId, tenantId),
        isNull(charges.id),
        notInArray(stripeInvoices.status, ["draft", "void"]),
      ),
    )
    .orderBy(desc(stripeInvoices.createdAt))
    .limit(50);
  return rows.map(({ invoice }) => ({
    id: invoice.stripeInvoiceId,
    number: invoice.number ?? invoice.stripeInvoiceId,
    currency: invoice.currency,
    totalMinor: String(invoice.totalMinor),
    createdAt: invoice.createdAt.toISOString(),
  }));
}
