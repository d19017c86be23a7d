import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { paymentAccounts, stripeInvoices, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import { type InvoiceRow, readInvoiceRows } from "@/lib/features/console/invoice-list/read-rows";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dueSince, isDebt } from "@/lib/features/license/debts/debt-conditions";
import { dashboardUrl } from "@/lib/stripe/client";

/** Money of a customer that no invoice has taken, as plain JSON. Amounts are minor units as text. */
export type UnappliedCredit = {
  tenant: { slug: string; name: string };
  currency: string;
  creditMinor: string;
  /** Open invoices that it covers as a whole, oldest first. */
  covers: { id: string; number: string; openMinor: string }[];
  customerUrl: string;
  mayApply: boolean;
};

/** A sent invoice of which a part was paid. */
export type ShortPayment = { invoice: InvoiceRow; mayWriteOff: boolean };

export type Unapplied = { credits: UnappliedCredit[]; short: ShortPayment[] };

const mostRows = 200;

/** Money that does not fit what was invoiced: too much lies on a balance, too little leaves a rest. */
export const listUnapplied = useCase(staff("invoices.list"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<Unapplied> {
    return { credits: await creditsOf(tx, ctx), short: await shortPayments(tx, ctx) };
  },
});

async function creditsOf(tx: Transaction, ctx: Context): Promise<UnappliedCredit[]> {
  const rows = await tx
    .select({ tenant: tenants, account: paymentAccounts })
    .from(paymentAccounts)
    .innerJoin(tenants, eq(tenants.id, paymentAccounts.tenantId))
    .where(gt(paymentAccounts.balanceMinor, 0n))
    .orderBy(asc(tenants.name), asc(tenants.id))
    .limit(mostRows);
  const open = await openOf(
    tx,
    rows.map(({ tenant }) => tenant.id),
  );
  return rows.map(({ tenant, account }) => ({
    tenant: { slug: tenant.slug, name: tenant.name },
    currency: tenant.currency,
    creditMinor: String(account.balanceMinor),
    covers: open
      .filter(
        (each) =>
          each.tenantId === tenant.id &&
          each.currency === tenant.currency &&
          each.remainingMinor <= account.balanceMinor,
      )
      .map(({ id, number, remainingMinor }) => ({
        id,
        number: number ?? id,
        openMinor: String(remainingMinor),
      })),
    customerUrl: dashboardUrl(`customers/${account.stripeCustomerId}`),
    mayApply: may(rolesOf(ctx.actor, { membership: null, salesRepId: tenant.salesRepId }), "balance.apply"),
  }));
}

async function openOf(tx: Transaction, tenantIds: readonly Id<"tenant">[]) {
  if (tenantIds.length === 0) return [];
  return tx
    .select({
      id: stripeInvoices.stripeInvoiceId,
      tenantId: stripeInvoices.tenantId,
      number: stripeInvoices.number,
      currency: stripeInvoices.currency,
      remainingMinor: stripeInvoices.remainingMinor,
    })
    .from(stripeInvoices)
    .where(and(inArray(stripeInvoices.tenantId, [...tenantIds]), eq(stripeInvoices.status, "open"), isDebt))
    .orderBy(asc(dueSince), asc(stripeInvoices.stripeInvoiceId));
}

async function shortPayments(tx: Transaction, ctx: Context): Promise<ShortPayment[]> {
  const rows = await tx
    .select({ id: stripeInvoices.stripeInvoiceId })
    .from(stripeInvoices)
    .where(and(isDebt, sql`${stripeInvoices.isSent}`, gt(stripeInvoices.paidMinor, 0n)))
    .orderBy(asc(dueSince), asc(stripeInvoices.stripeInvoiceId))
    .limit(mostRows);
  const invoices = await readInvoiceRows(
    tx,
    ctx,
    rows.map(({ id }) => id),
  );
  const mayWriteOff = may(rolesOf(ctx.actor, null), "invoices.write_off");
  return invoices.map((invoice) => ({ invoice, mayWriteOff }));
}
