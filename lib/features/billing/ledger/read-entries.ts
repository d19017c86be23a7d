import { and, desc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { charges, paymentReturns, stripeInvoices, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { issuedAt } from "@/lib/features/license/debts/invoice-state";
import { type EntryFacts, type LedgerEntry, ledgerEntry } from "./ledger-entry";

const tenantColumns = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  timeZone: tenants.timeZone,
};
/** Without the promise itself, which may be long. */
const chargeColumns = {
  id: charges.id,
  kind: charges.kind,
  state: charges.state,
  totalMinor: charges.totalMinor,
};

const followUps = alias(stripeInvoices, "follow_ups");
const followUpMinor = sql<string>`(select coalesce(sum(${followUps.totalMinor}), 0)::text
  from ${stripeInvoices} as ${followUps}
  where ${followUps.tenantId} = ${stripeInvoices.tenantId} and ${followUps.chargeId} = ${stripeInvoices.chargeId}
    and ${followUps.isFollowUp} and not ${stripeInvoices.isFollowUp})`;
const returned = (column: SQL) => sql<string>`(select coalesce(sum(${column}), 0)::text from ${paymentReturns}
  where ${paymentReturns.tenantId} = ${stripeInvoices.tenantId}
    and ${paymentReturns.stripeInvoiceId} = ${stripeInvoices.stripeInvoiceId})`;

/** The entries of invoices. One that is void and was promised by nobody is left out: nothing came of it. */
export async function readInvoiceEntries(tx: Transaction, where: SQL, limit: number): Promise<LedgerEntry[]> {
  const rows = await tx
    .select({
      tenant: tenantColumns,
      invoice: stripeInvoices,
      charge: chargeColumns,
      at: issuedAt,
      followUpMinor,
      refundedMinor: returned(sql`${paymentReturns.refundedMinor}`),
      lostMinor: returned(sql`${paymentReturns.lostMinor}`),
    })
    .from(stripeInvoices)
    .innerJoin(tenants, eq(tenants.id, stripeInvoices.tenantId))
    .leftJoin(
      charges,
      and(eq(charges.tenantId, stripeInvoices.tenantId), eq(charges.id, stripeInvoices.chargeId)),
    )
    .where(and(where, or(ne(stripeInvoices.status, "void"), sql`${stripeInvoices.chargeId} is not null`)))
    .orderBy(desc(issuedAt), desc(stripeInvoices.stripeInvoiceId))
    .limit(limit);
  return rows.map(({ tenant, invoice, charge, at, ...sums }) => {
    const { stripeInvoiceId: id, number, currency, creditedMinor, isFollowUp } = invoice;
    const promised = charge && !isFollowUp ? charge : null;
    const facts: EntryFacts = {
      tenant,
      chargeId: charge?.id ?? null,
      kind: charge?.kind ?? null,
      currency,
      at,
      id,
      number,
      creditedMinor,
      promised,
      invoice: {
        ...invoice,
        followUpMinor: BigInt(sums.followUpMinor),
        refundedMinor: BigInt(sums.refundedMinor),
        lostInDisputesMinor: BigInt(sums.lostMinor),
      },
    };
    return ledgerEntry(facts);
  });
}

/** The entries of charges without an invoice that is known, as far as anything was to be charged. */
export async function readChargeEntries(tx: Transaction, where: SQL, limit: number): Promise<LedgerEntry[]> {
  const rows = await tx
    .select({
      tenant: tenantColumns,
      charge: { ...chargeColumns, currency: charges.currency, createdAt: charges.createdAt },
    })
    .from(charges)
    .innerJoin(tenants, eq(tenants.id, charges.tenantId))
    .leftJoin(
      stripeInvoices,
      and(eq(stripeInvoices.tenantId, charges.tenantId), eq(stripeInvoices.chargeId, charges.id)),
    )
    .where(and(where, isNull(stripeInvoices.stripeInvoiceId), ne(charges.totalMinor, 0n)))
    .orderBy(desc(charges.createdAt), desc(charges.id))
    .limit(limit);
  return rows.map(({ tenant, charge: { id: chargeId, kind, currency, createdAt: at, ...promised } }) =>
    ledgerEntry({
      tenant,
      chargeId,
      kind,
      currency,
      at,
      id: null,
      number: null,
      creditedMinor: 0n,
      promised,
      invoice: null,
    }),
  );
}
