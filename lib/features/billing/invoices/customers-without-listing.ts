import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { paymentAccounts, stripeInvoiceListings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";

/** Customers whose invoices have never been read as a whole since they are linked to the tenant that has them now. */
export async function customersWithoutListing(tx: Transaction, atMost: number): Promise<string[]> {
  const rows = await tx
    .select({ customerId: paymentAccounts.stripeCustomerId })
    .from(paymentAccounts)
    .leftJoin(
      stripeInvoiceListings,
      and(
        eq(stripeInvoiceListings.tenantId, paymentAccounts.tenantId),
        eq(stripeInvoiceListings.stripeCustomerId, paymentAccounts.stripeCustomerId),
      ),
    )
    .where(and(isNotNull(paymentAccounts.stripeCustomerId), isNull(stripeInvoiceListings.tenantId)))
    .orderBy(paymentAccounts.tenantId)
    .limit(atMost);
  return rows.flatMap(({ customerId }) => customerId ?? []);
}
