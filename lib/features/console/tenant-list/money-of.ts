import { and, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { recurringRevenue, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { hasPassed, isDebt } from "@/lib/features/license/debts/debt-conditions";

/** What the licenses of some tenants bring in a month now. A tenant has one such row at a time. */
export const recurringAt = (tx: Transaction, { now }: Context, ids: readonly Id<"tenant">[]) =>
  tx
    .select({
      tenantId: recurringRevenue.tenantId,
      monthlyMinor: sql<string>`${recurringRevenue.monthlyMinor}::text`,
      currency: recurringRevenue.currency,
    })
    .from(recurringRevenue)
    .where(
      and(
        inArray(recurringRevenue.tenantId, [...ids]),
        lte(recurringRevenue.startsAt, now),
        or(isNull(recurringRevenue.endsAt), gt(recurringRevenue.endsAt, now)),
        gt(recurringRevenue.monthlyMinor, 0n),
      ),
    );

/** What some tenants owe, and what of it is late, by currency. */
export const openAmounts = (tx: Transaction, ctx: Context, ids: readonly Id<"tenant">[]) =>
  tx
    .select({
      tenantId: stripeInvoices.tenantId,
      currency: stripeInvoices.currency,
      openMinor: sql<string>`sum(${stripeInvoices.remainingMinor})::text`,
      lateMinor: sql<string>`coalesce(sum(${stripeInvoices.remainingMinor}) filter (where ${hasPassed(ctx)}), 0)::text`,
    })
    .from(stripeInvoices)
    .where(and(inArray(stripeInvoices.tenantId, [...ids]), isDebt))
    .groupBy(stripeInvoices.tenantId, stripeInvoices.currency)
    .orderBy(stripeInvoices.currency);
