import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { promiseUsage } from "@/lib/domain/promise/promise-usage";
import { dayOf } from "@/lib/domain/time/calendar";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { termsOfContract } from "@/lib/features/license/contracts/charging/contract-promise";
import type { DueUsage } from "@/lib/features/license/usage-charges/rate-due-usage";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import type { BegunPeriod } from "./open-close";

/** Usage that no period's invoice carries. */
export type PlannedUsage = {
  /** Each agreement on an invoice of its own. */
  invoices: BegunPeriod[];
  /** What is invoiced in Stripe's dashboard: it is only noted. */
  statements: DueUsage[];
};

/** What is billed for usage that no period's invoice carries. */
export async function planUsage(
  tx: Transaction,
  tenantId: Id<"tenant">,
  usage: readonly DueUsage[],
  { at, timeZone }: { at: Date; timeZone: string },
): Promise<PlannedUsage> {
  const planned: PlannedUsage = { invoices: [], statements: [] };
  const from = dayOf(at, timeZone);
  for (const due of usage) {
    const { contract, currency, months } = due;
    if (contract?.invoicedBy === "stripe_dashboard") {
      planned.statements.push(due);
      continue;
    }
    const terms = contract
      ? await termsOfContract(tx, tenantId, contract, currency)
      : await promiseTerms(tx, tenantId, await findPaymentAccount(tx, tenantId), currency);
    const promise = promiseUsage({ ...terms, currency, day: from, usage: months });
    const daysUntilDue = contract?.daysUntilDue ?? null;
    planned.invoices.push({ kind: "usage", from, dueAt: at, timeZone, promise, daysUntilDue });
  }
  return planned;
}
