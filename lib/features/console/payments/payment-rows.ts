import { and, desc, eq, getTableColumns, gte, inArray, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import {
  charges,
  licenses,
  onDemandCharges,
  orders,
  paymentAccounts,
  stripeInvoices,
} from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type Id, isId } from "@/lib/domain/ids";
import { type PaymentState, stateOfCharge, stateOfInvoice } from "./payment-state";

export type PaymentFilter = {
  tenantId?: Id<"tenant">;
  /** Only what belongs to a license. */
  ofLicense: boolean;
  state?: PaymentState;
  currency?: string;
  from?: Date;
  until?: Date;
};

const invoiceOfCharge = and(
  eq(stripeInvoices.tenantId, charges.tenantId),
  eq(stripeInvoices.stripeInvoiceId, charges.stripeInvoiceId),
);

const orderOfCharge = and(eq(orders.tenantId, charges.tenantId), eq(orders.chargeId, charges.id));

const accountOf = (table: typeof charges | typeof stripeInvoices) =>
  eq(paymentAccounts.tenantId, table.tenantId);

/** An invoice that carries no charge of ours: people made it. A draft asks nobody for money yet. */
const isMadeByPeople = and(ne(stripeInvoices.status, "draft"), isNull(charges.id));

/** The ids of a page of payments, the newest first: charges, and invoices that people made. */
export async function listPaymentIds(
  tx: Transaction,
  filter: PaymentFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<string[]> {
  const ours = tx
    .select({ id: sql<string>`${charges.id}`.as("id"), createdAt: charges.createdAt })
    .from(charges)
    .leftJoin(stripeInvoices, invoiceOfCharge)
    .leftJoin(orders, orderOfCharge)
    .leftJoin(paymentAccounts, accountOf(charges))
    .where(and(...conditions(charges, stateOfCharge, filter)));
  const theirs = tx
    .select({
      id: sql<string>`${stripeInvoices.stripeInvoiceId}`.as("id"),
      createdAt: stripeInvoices.createdAt,
    })
    .from(stripeInvoices)
    .leftJoin(charges, invoiceOfCharge)
    .leftJoin(paymentAccounts, accountOf(stripeInvoices))
    .where(
      and(
        isMadeByPeople,
        filter.ofLicense ? sql`${stripeInvoices.stripeSubscriptionId} is not null` : undefined,
        ...conditions(stripeInvoices, stateOfInvoice, filter),
      ),
    );
  const rows = await unionAll(ours, theirs)
    .orderBy(desc(sql`created_at`), desc(sql`id`))
    .limit(limit)
    .offset(offset);
  return rows.map(({ id }) => id);
}

function conditions(
  table: typeof charges | typeof stripeInvoices,
  state: SQL<PaymentState>,
  { tenantId, state: wanted, currency, from, until }: PaymentFilter,
): (SQL | undefined)[] {
  return [
    tenantId && eq(table.tenantId, tenantId),
    wanted && sql`${state} = ${wanted}`,
    currency === undefined ? undefined : eq(table.currency, currency),
    from && gte(table.createdAt, from),
    until && lte(table.createdAt, until),
  ];
}

const ofCharges = (tx: Transaction, ids: Id<"charge">[]) =>
  tx
    .select({
      state: stateOfCharge,
      charge: getTableColumns(charges),
      invoice: getTableColumns(stripeInvoices),
      onDemand: getTableColumns(onDemandCharges),
      license: { id: licenses.id, metadata: licenses.metadata },
    })
    .from(charges)
    .innerJoin(licenses, eq(licenses.tenantId, charges.tenantId))
    .leftJoin(stripeInvoices, invoiceOfCharge)
    .leftJoin(orders, orderOfCharge)
    .leftJoin(paymentAccounts, accountOf(charges))
    .leftJoin(
      onDemandCharges,
      and(eq(onDemandCharges.tenantId, charges.tenantId), eq(onDemandCharges.chargeId, charges.id)),
    )
    .where(inArray(charges.id, ids));

const ofPeople = (tx: Transaction, ids: string[]) =>
  tx
    .select({
      state: stateOfInvoice,
      invoice: getTableColumns(stripeInvoices),
      license: { id: licenses.id, metadata: licenses.metadata },
    })
    .from(stripeInvoices)
    .innerJoin(licenses, eq(licenses.tenantId, stripeInvoices.tenantId))
    .leftJoin(charges, invoiceOfCharge)
    .leftJoin(paymentAccounts, accountOf(stripeInvoices))
    .where(and(isMadeByPeople, inArray(stripeInvoices.stripeInvoiceId, ids)));

export type ChargeRow = Awaited<ReturnType<typeof ofCharges>>[number];
export type InvoiceRow = Awaited<ReturnType<typeof ofPeople>>[number];

/** The payments of these ids, by id. */
export async function readPaymentRows(
  tx: Transaction,
  ids: string[],
): Promise<Map<string, ChargeRow | InvoiceRow>> {
  const rows = new Map<string, ChargeRow | InvoiceRow>();
  if (ids.length === 0) return rows;
  const ours = ids.flatMap((id) => (isId("charge", id) ? [id] : []));
  for (const row of await ofCharges(tx, ours)) rows.set(row.charge.id, row);
  for (const row of await ofPeople(tx, ids)) rows.set(row.invoice.stripeInvoiceId, row);
  return rows;
}
