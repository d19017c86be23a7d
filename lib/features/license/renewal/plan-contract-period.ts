import type { Transaction } from "@/lib/db/transaction";
import { nextSpan } from "@/lib/domain/contract/billing-span";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { contractToCharge, promiseOfSpan } from "@/lib/features/license/contracts/charging/contract-promise";
import { type Contract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import type { DueUsage } from "@/lib/features/license/usage-charges/agreed-usage";
import type { BegunPeriod } from "./open-close";
import { type PlannedUsage, planUsage } from "./plan-usage";

export type PlannedContractPeriod = PlannedUsage & {
  /** How far the contract is billed then; null: there is no next period. */
  billed: Pick<Contract, "billedUntil" | "billsAt"> | null;
};

/**
 * The next period of a contract that Choba invoices, up to its known end, with the usage before it. Billing periods are
 * calendar months or years of the contract; its term is another matter. There is none if the contract ends, or gives way
 * to another: then only the usage is billed, and whoever carries that out comes next.
 */
export async function planContractPeriod(
  tx: Transaction,
  contract: Contract & { billsAt: Date },
  usage: readonly DueUsage[],
  balanceMinor?: bigint,
): Promise<PlannedContractPeriod> {
  const { tenantId, timeZone, billsAt, billedUntil, daysUntilDue } = contract;
  const charged = await contractToCharge(tx, contract, await findScheduledContract(tx, tenantId));
  const span = billedUntil && nextSpan(charged, billedUntil);
  const { currency } = charged.definition;
  const joins = (each: DueUsage) =>
    Boolean(span) && each.contract?.id === contract.id && each.currency === currency;
  const others = usage.filter((each) => !joins(each));
  const ofUsage = { at: billsAt, from: dayOf(billsAt, timeZone), timeZone };
  if (!span)
    return { ...(await planUsage(tx, tenantId, others, { ...ofUsage, balanceMinor })), billed: null };
  const months = usage.filter(joins).flatMap((each) => each.months);
  const promise = await promiseOfSpan(tx, tenantId, charged, {
    day: span.from,
    span,
    usage: months,
    balanceMinor,
  });
  const period: BegunPeriod = {
    kind: "period",
    from: span.from,
    dueAt: billsAt,
    timeZone,
    promise,
    daysUntilDue,
  };
  const billed = { billedUntil: span.until, billsAt: dayWindow(span.until, timeZone).start };
  const left = { balanceMinor: promise.balance.afterMinor };
  const { invoices, statements } = await planUsage(tx, tenantId, others, { ...ofUsage, ...left });
  return { invoices: [period, ...invoices], statements, billed };
}
