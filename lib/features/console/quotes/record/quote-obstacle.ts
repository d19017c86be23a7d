import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import { findOpenOrder } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/** Why a yes would be refused just now, though the quote itself is open; by the code of that refusal. */
export type QuoteObstacle = "not_sales_led" | "change_pending" | "payment_account_missing";

type Tenant = { id: Id<"tenant">; salesModel: "self_serve" | "sales_led" };

/**
 * What stands between a quote and its contract, shown before anyone tries: the same questions, in the same order, that
 * agreeing a contract asks (`agreeContract`), which asks them again.
 */
export async function obstacleOf(
  tx: Transaction,
  tenant: Tenant,
  invoicedBy: "stripe_dashboard" | "choba",
): Promise<QuoteObstacle | null> {
  if (tenant.salesModel !== "sales_led") return "not_sales_led";
  const running = await findRunningContract(tx, tenant.id);
  if (running?.endingAt || (await findScheduledContract(tx, tenant.id))) return "change_pending";
  if (await findOpenOrder(tx, tenant.id)) return "change_pending";
  if (invoicedBy === "choba" && !(await findPaymentAccount(tx, tenant.id))) return "payment_account_missing";
  return null;
}
