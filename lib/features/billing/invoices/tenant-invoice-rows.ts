import { and, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { paymentReturns, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { InvoiceState } from "@/lib/domain/invoice-list/invoice-query";
import {
  documentsOfInvoices,
  type InvoiceDocument,
} from "@/lib/features/billing/documents/documents-of-invoices";
import type { Context } from "@/lib/features/foundation/context/context";
import { isDebt } from "@/lib/features/license/debts/debt-conditions";
import { issuedAt, stateOf } from "@/lib/features/license/debts/invoice-state";
import { type WriteOff, writeOffsOf } from "@/lib/features/license/debts/write-offs-of";
import { dashboardUrl, stripeIntegration } from "@/lib/stripe/client";
import { invoicesWithUsage } from "./usage-of-invoice";

/** An invoice as its tenant knows it. Plain JSON: amounts are minor units as text, instants ISO 8601. */
export type TenantInvoice = {
  id: string;
  /** Null while it is a draft. */
  number: string | null;
  state: InvoiceState;
  issuedAt: string;
  /** For invoices that are sent to be paid; null if a card is charged. */
  dueAt: string | null;
  currency: string;
  totalMinor: string;
  paidMinor: string;
  /** What credit notes took off, before or after it was paid. */
  creditedMinor: string;
  /** Of what was paid: given back, and lost to disputes. */
  refundedMinor: string;
  lostMinor: string;
  /** What is still to be paid; 0 for what is no debt. */
  openMinor: string;
  /** What its page at Stripe is for; null: it has none. */
  page: "pay" | "view" | null;
  /** What staff gave up of it; null: nothing. */
  writtenOff: { amountMinor: string; isPaid: boolean } | null;
  /** It bills usage, whose lines are a file. */
  hasUsage: boolean;
  documents: InvoiceDocument[];
  /** Its page in Stripe's dashboard, for staff. */
  dashboardUrl: string | null;
};

export type InvoiceReader = { tenantId: Id<"tenant">; isStaff: boolean };

/** The invoices of a tenant that somebody may see: drafts are for staff, as customers never see them. */
export const visibleTo = ({ tenantId, isStaff }: InvoiceReader): SQL | undefined =>
  and(eq(stripeInvoices.tenantId, tenantId), isStaff ? undefined : ne(stripeInvoices.status, "draft"));

type Asked = { where: SQL | undefined; limit: number; offset: number };

const returned = (column: SQL) => sql<string>`(select coalesce(sum(${column}), 0)::text from ${paymentReturns}
  where ${paymentReturns.tenantId} = ${stripeInvoices.tenantId}
    and ${paymentReturns.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId})`;

/** Invoices of a tenant, newest first, from what Choba keeps of them: Stripe is not asked. */
export async function readTenantInvoiceRows(
  tx: Transaction,
  ctx: Context,
  reader: InvoiceReader,
  { where, limit, offset }: Asked,
): Promise<TenantInvoice[]> {
  const rows = await tx
    .select({
      invoice: stripeInvoices,
      state: stateOf(ctx),
      issuedAt,
      isDebt: sql<boolean>`${isDebt}`,
      refundedMinor: returned(sql`${paymentReturns.refundedMinor}`),
      lostMinor: returned(sql`${paymentReturns.lostMinor}`),
    })
    .from(stripeInvoices)
    .where(and(visibleTo(reader), where))
    .orderBy(desc(issuedAt), desc(stripeInvoices.stripeInvoiceId))
    .limit(limit)
    .offset(offset);
  const { tenantId, isStaff } = reader;
  const given = await writeOffsOf(tx, tenantId);
  const withUsage = await invoicesWithUsage(tx, tenantId);
  const ids = rows.map(({ invoice }) => invoice.stripeInvoiceId);
  const documents = await documentsOfInvoices(tx, tenantId, ids);
  return rows.map(({ invoice, ...row }) => {
    const { stripeInvoiceId: id, status, hostedUrl } = invoice;
    return {
      id,
      number: invoice.number,
      state: row.state,
      issuedAt: row.issuedAt.toISOString(),
      dueAt: invoice.dueAt?.toISOString() ?? null,
      currency: invoice.currency,
      totalMinor: String(invoice.totalMinor),
      paidMinor: String(invoice.paidMinor),
      creditedMinor: String(invoice.creditedMinor),
      refundedMinor: row.refundedMinor,
      lostMinor: row.lostMinor,
      openMinor: row.isDebt ? String(invoice.remainingMinor) : "0",
      page: hostedUrl === null ? null : status === "open" ? "pay" : "view",
      writtenOff: writtenOffOf(given, id),
      hasUsage: withUsage.has(id),
      documents: documents.get(id) ?? [],
      dashboardUrl: isStaff && stripeIntegration() ? dashboardUrl(`invoices/${id}`) : null,
    };
  });
}

function writtenOffOf(given: readonly WriteOff[], id: string): TenantInvoice["writtenOff"] {
  const own = given.find(({ stripeInvoiceId, cause }) => stripeInvoiceId === id && cause === "unpaid");
  return own ? { amountMinor: String(own.amountMinor), isPaid: own.paidAt !== null } : null;
}
