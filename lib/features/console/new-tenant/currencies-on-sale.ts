import type { Transaction } from "@/lib/db/transaction";
import { plansOnSale } from "@/lib/features/catalog/plans/record/queries";

/** The currencies in which there is something to hold, by code. A tenant has one, for good: Stripe keeps it on the customer. */
export async function currenciesOnSale(tx: Transaction): Promise<string[]> {
  const plans = await plansOnSale(tx);
  return [...new Set(plans.map(({ definition }) => definition.currency))].sort();
}
