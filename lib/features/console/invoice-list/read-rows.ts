import { eq, inArray, sql } from "drizzle-orm";
import { charges, stripeInvoices, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { InvoiceState } from "@/lib/domain/invoice-list/invoice-query";
import type { InvoiceTax } from "@/lib/domain/invoice-list/invoice-tax";
import type { Context } from "@/lib/features/foundation/context/context";
import { daysLate, isDebt } from "@/lib/features/license/debts/debt-conditions";
import { issuedAt, stateOf } from "@/lib/features/license/debts/invoice-state";

/** An invoice as plain JSON. Amounts are minor units as text, instants ISO 8601. */
export type InvoiceRow = {
  id: string;
  number: string | null;
  tenant: { id: string; slug: string; name: string; timeZone: string };
  rep: string | null;
  state: InvoiceState;
  currency: string;
  totalMinor: string;
  paidMinor: string;
  creditedMinor: string;
  /** What is still owed; zero for what is no debt, such as a void invoice. */
  openMinor: string;
  issuedAt: string;
  dueAt: string | null;
  paidAt: string | null;
  /** Null: not due yet, or nothing is owed. */
  daysLate: number | null;
  /** Sent to be paid, or charged to a card. */
  isSent: boolean;
  taxes: InvoiceTax[];
  attempts: number;
  nextAttemptAt: string | null;
};

/** Some invoices, in the order in which their ids were given. */
export async function readInvoiceRows(
  tx: Transaction,
  ctx: Context,
  ids: readonly string[],
): Promise<InvoiceRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      invoice: stripeInvoices,
      tenant: { id: tenants.id, slug: tenants.slug, name: tenants.name, timeZone: tenants.timeZone },
      rep: users.name,
      state: stateOf(ctx),
      isDebt: sql<boolean>`${isDebt}`,
      daysLate: daysLate(ctx, sql`${tenants.timeZone}`),
      issuedAt,
      nextRetryAt: charges.nextRetryAt,
    })
    .from(stripeInvoices)
    .innerJoin(tenants, eq(tenants.id, stripeInvoices.tenantId))
    .leftJoin(users, eq(users.id, tenants.salesRepId))
    .leftJoin(charges, eq(charges.stripeInvoiceId, stripeInvoices.stripeInvoiceId))
    .where(inArray(stripeInvoices.stripeInvoiceId, [...ids]));
  const rowOf = new Map(rows.map((row) => [row.invoice.stripeInvoiceId, row]));
  return ids.flatMap((id) => {
    const row = rowOf.get(id);
    if (!row) return [];
    const { invoice } = row;
    const iso = (at: Date | null) => at?.toISOString() ?? null;
    return [
      {
        id,
        number: invoice.number,
        tenant: row.tenant,
        rep: row.rep,
        state: row.state,
        currency: invoice.currency,
        totalMinor: String(invoice.totalMinor),
        paidMinor: String(invoice.paidMinor),
        creditedMinor: String(invoice.creditedMinor),
        openMinor: row.isDebt ? String(invoice.remainingMinor) : "0",
        issuedAt: row.issuedAt.toISOString(),
        dueAt: iso(invoice.dueAt),
        paidAt: iso(invoice.paidAt),
        daysLate: row.daysLate,
        isSent: invoice.isSent,
        taxes: invoice.taxes,
        attempts: invoice.attempts,
        nextAttemptAt: row.isDebt ? iso(row.nextRetryAt ?? invoice.nextAttemptAt) : null,
      },
    ];
  });
}
