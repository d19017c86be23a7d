import { inArray } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Charge } from "./queries";

type Charged = Pick<Charge, "stripeInvoiceId" | "currency"> & { minor: bigint };

/**
 * What an entry of the log says about money: the amount with its currency, and the numbers of the invoices, as far as Stripe
 * has told them. All charges are of one currency.
 */
export async function moneyFacts(
  tx: Transaction,
  charges: readonly Charged[],
): Promise<{ amount?: string; invoice?: string }> {
  const [first] = charges;
  if (!first) return {};
  const sum = charges.reduce((total, { minor }) => total + minor, 0n);
  const ids = charges.flatMap(({ stripeInvoiceId }) => stripeInvoiceId ?? []);
  const rows = await tx
    .select({ number: stripeInvoices.number })
    .from(stripeInvoices)
    .where(inArray(stripeInvoices.stripeInvoiceId, ids));
  const numbers = rows.flatMap(({ number }) => number ?? []).sort();
  return {
    amount: `${sum} ${first.currency}`,
    ...(numbers.length > 0 ? { invoice: numbers.join(", ") } : {}),
  };
}
