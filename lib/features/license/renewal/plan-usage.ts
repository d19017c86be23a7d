import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { promiseUsages, type UsageToBill } from "@/lib/domain/promise/promise-usage";
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
  const isStated = ({ contract }: DueUsage) => contract?.invoicedBy === "stripe_dashboard";
  const invoiced = usage.filter((due) => !isStated(due));
  const inputs: UsageToBill[] = [];
  for (const { contract, currency, months } of invoiced) {
    const terms = contract
      ? await termsOfContract(tx, tenantId, contract, currency)
      : await promiseTerms(tx, tenantId, await findPaymentAccount(tx, tenantId), currency);
    inputs.push({ ...terms, currency, day: from, usage: months });
  }
  const promises = promiseUsages(inputs, balanceMinor);
  const invoices = invoiced.flatMap((due, index): BegunPeriod[] => {
    const promise = promises[index];
    const daysUntilDue = due.contract?.daysUntilDue ?? null;
    return promise ? [{ kind: kindOf(due), from, dueAt: at, timeZone, promise, daysUntilDue }] : [];
  });
  return { invoices, statements: usage.filter(isStated) };
}

const kindOf = ({ months }: DueUsage): "usage" | "late" =>
  months.every(({ lines }) => lines.every(({ kind }) => kind === "correction")) ? "late" : "usage";
