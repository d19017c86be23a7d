import type { Transaction } from "@/lib/db/transaction";
import { nextSpan } from "@/lib/domain/contract/billing-span";
import type { Id } from "@/lib/domain/ids";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { Context } from "@/lib/features/foundation/context/context";
import { contractToCharge, promiseOfSpan } from "@/lib/features/license/contracts/charging/contract-promise";
import {
  changeContract,
  findRunningContract,
  findScheduledContract,
} from "@/lib/features/license/contracts/record/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { openClose } from "./open-close";

/**
 * Bills every period that is due of a contract that Choba invoices, up to its known end. Billing periods are calendar
 * months or years of the contract; its term is another matter. Nothing is begun twice.
 */
export async function beginContractPeriods(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
): Promise<void> {
  await lockLicense(tx, tenantId);
  for (;;) {
    const contract = await findRunningContract(tx, tenantId);
    if (!contract?.billedUntil || !contract.billsAt || contract.billsAt > ctx.now) return;
    const scheduled = await findScheduledContract(tx, tenantId);
    const { timeZone, billsAt, daysUntilDue } = contract;
    const charged = await contractToCharge(tx, contract, scheduled);
    const span = nextSpan(charged, contract.billedUntil);
    // It ends, or gives way to another: whoever carries that out comes next.
    if (!span) return;
    const promise = await promiseOfSpan(tx, tenantId, charged, { day: span.from, span });
    await openClose(tx, ctx, tenantId, { from: span.from, dueAt: billsAt, timeZone, promise, daysUntilDue });
    await changeContract(tx, contract, {
      billedUntil: span.until,
      billsAt: dayWindow(span.until, timeZone).start,
    });
  }
}
