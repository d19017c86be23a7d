import type { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { isFreePlan } from "@/lib/domain/catalog/plan";
import type { SalesModelFacts } from "@/lib/domain/tenant/sales-model";
import { plansOnSaleIn } from "@/lib/features/catalog/plans/record/queries";
import { countOpenQuotes } from "@/lib/features/console/quotes/record/queries";
import { findOpenOrder, findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { hasRunningContract } from "./has-running-contract";

/** How a tenant stands, as far as a change of its sales model asks. */
export async function readSalesModelFacts(
  tx: Transaction,
  now: Date,
  tenant: Pick<typeof tenants.$inferSelect, "id" | "currency">,
  license: License,
): Promise<SalesModelFacts> {
  const hasContract = await hasRunningContract(tx, tenant.id);
  const offered = await plansOnSaleIn(tx, tenant.currency);
  return {
    isPaid: license.interval !== null,
    isBought: license.interval !== null && !hasContract,
    renews: license.renews,
    isPaymentDue: license.payment !== "paid",
    hasOpenOrder: (await findOpenOrder(tx, tenant.id)) !== null,
    hasReservation: (await findOpenReservation(tx, tenant.id)) !== null,
    hasAccount: (await findPaymentAccount(tx, tenant.id)) !== null,
    openQuotes: await countOpenQuotes(tx, tenant.id, now),
    hasRunningContract: hasContract,
    plansToBuy: offered.filter(({ definition }) => !isFreePlan(definition)).length,
  };
}
