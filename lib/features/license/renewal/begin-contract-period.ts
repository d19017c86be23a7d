import type { Transaction } from "@/lib/db/transaction";
import { nextSpan } from "@/lib/domain/contract/billing-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { Context } from "@/lib/features/foundation/context/context";
import { contractToCharge, promiseOfSpan } from "@/lib/features/license/contracts/charging/contract-promise";
import {
  type Contract,
  changeContract,
  findScheduledContract,
} from "@/lib/features/license/contracts/record/queries";
import type { DueUsage } from "@/lib/features/license/usage-charges/take-due-usage";
import { billUsage } from "./bill-usage";
import { openClose } from "./open-close";

/**
 * Bills the next period of a contract that Choba invoices, up to its known end, with the usage before it. Billing periods
 * are calendar months or years of the contract; its term is another matter. False if there is none: the contract ends,
 * or gives way to another, and whoever carries that out comes next.
 */
export async function beginContractPeriod(
  tx: Transaction,
  ctx: Context,
  contract: Contract,
  usage: readonly DueUsage[],
): Promise<boolean> {
  const { tenantId, timeZone, billsAt, billedUntil, daysUntilDue } = contract;
  const charged = await contractToCharge(tx, contract, await findScheduledContract(tx, tenantId));
  const span = billedUntil && nextSpan(charged, billedUntil);
  const { currency } = charged.definition;
  const joins = (each: DueUsage) =>
    span !== null && each.contract?.id === contract.id && each.currency === currency;
  if (billsAt)
    await billUsage(
      tx,
      ctx,
      tenantId,
      usage.filter((each) => !joins(each)),
      { at: billsAt, timeZone },
    );
  if (!span || !billsAt) return false;
  const months = usage.filter(joins).flatMap((each) => each.months);
  const promise = await promiseOfSpan(tx, tenantId, charged, { day: span.from, span, usage: months });
  const from = span.from;
  await openClose(tx, ctx, tenantId, {
    kind: "period",
    from,
    dueAt: billsAt,
    timeZone,
    promise,
    daysUntilDue,
  });
  await changeContract(tx, contract, {
    billedUntil: span.until,
    billsAt: dayWindow(span.until, timeZone).start,
  });
  return true;
}
