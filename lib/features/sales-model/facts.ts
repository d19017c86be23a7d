import type { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { isSelfServe } from "@/lib/domain/catalog/fixed-prices";
import { isFreePlan } from "@/lib/domain/catalog/plan";
import type { SalesModelFacts } from "@/lib/domain/tenant/sales-model";
import { plansOnSaleIn } from "../catalog/queries";
import { findOpenOrder, findOpenReservation, type License } from "../license/queries";
import { pendingParameters } from "../outbox/enqueue-message";
import { findPaymentAccount } from "../payment-account/queries";
import { countOpenQuotes } from "../quotes/queries";
import { hasRunningContract } from "./running-contract";

/** How a tenant stands, as far as a change of its sales model asks. */
export async function readSalesModelFacts(
  tx: Transaction,
  now: Date,
  tenant: Pick<typeof tenants.$inferSelect, "id" | "currency">,
  license: License,
): Promise<SalesModelFacts> {
  const renewal = await pendingParameters(tx, tenant.id, "stripe.subscription.set_renewal");
  const offered = await plansOnSaleIn(tx, tenant.currency);
  return {
    isPaid: license.interval !== null,
    hasSubscription: license.stripeSubscriptionId !== null,
    renews: license.renews,
    isPaymentDue: license.payment !== "paid",
    hasOpenOrder: (await findOpenOrder(tx, tenant.id)) !== null,
    hasReservation: (await findOpenReservation(tx, tenant.id)) !== null,
    isRenewalUnderway: renewal !== null,
    hasAccount: (await findPaymentAccount(tx, tenant.id)) !== null,
    openQuotes: await countOpenQuotes(tx, tenant.id, now),
    hasRunningContract: await hasRunningContract(tx, tenant.id),
    plansToBuy: offered.filter(({ definition }) => isSelfServe(definition) && !isFreePlan(definition)).length,
  };
}
