import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { promiseUsage } from "@/lib/domain/promise/promise-usage";
import type { Day } from "@/lib/domain/time/day-span";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { termsOfContract } from "@/lib/features/license/contracts/charging/contract-promise";
import type { DueUsage } from "@/lib/features/license/usage-charges/agreed-usage";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import type { BegunPeriod } from "./open-close";

/** Usage that no period's invoice carries. */
export type PlannedUsage = {
  /** Each agreement on an invoice of its own. */
  invoices: BegunPeriod[];
  /** What is invoiced in Stripe's dashboard: it is only noted. */
  statements: DueUsage[];
};

type UsageInvoices = {
  at: Date;
  /** The day after the months that are billed. */
  from: Day;
  timeZone: string;
  /** The payer's balance, if other invoices of the same close are made before; absent: what is known of it. */
  balanceMinor?: bigint;
};

/** What is billed for usage that no period's invoice carries. A balance that one invoice uses is not there for the next. */
export async function planUsage(
  tx: Transaction,
  tenantId: Id<"tenant">,
  usage: readonly DueUsage[],
  { at, from, timeZone, balanceMinor }: UsageInvoices,
): Promise<PlannedUsage> {
  const planned: PlannedUsage = { invoices: [], statements: [] };
  let balance = balanceMinor;
  for (const due of usage) {
    const { contract, currency, months } = due;
    if (contract?.invoicedBy === "stripe_dashboard") {
      planned.statements.push(due);
      continue;
    }
    const terms = contract
      ? await termsOfContract(tx, tenantId, contract, currency)
      : await promiseTerms(tx, tenantId, await findPaymentAccount(tx, tenantId), currency);
    const left = { balanceMinor: balance ?? terms.balanceMinor };
    const promise = promiseUsage({ ...terms, ...left, currency, day: from, usage: months });
    balance = promise.balance.afterMinor;
    const daysUntilDue = contract?.daysUntilDue ?? null;
    planned.invoices.push({ kind: kindOf(due), from, dueAt: at, timeZone, promise, daysUntilDue });
  }
  return planned;
}

const kindOf = ({ months }: DueUsage): "usage" | "late" =>
  months.every(({ lines }) => lines.every(({ kind }) => kind === "correction")) ? "late" : "usage";
