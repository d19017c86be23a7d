import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { OnDemandCharge } from "@/lib/domain/on-demand/on-demand-lines";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { promiseUsage } from "@/lib/domain/promise/promise-usage";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { termsOfContract } from "@/lib/features/license/contracts/charging/contract-promise";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { type RatedWork, rateWork } from "./bill-on-demand";
import type { OnDemandRow } from "./queries";

export type PromisedWork = { work: RatedWork; promise: ChargePromise; daysUntilDue: number | null };

/**
 * What one charge comes to on an invoice of its own, by the terms of the contract or of the license. `rows` are those that
 * share what the month includes, in their order; only the lines of the charge `of` are promised.
 */
export async function promiseOfWork(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { currency, day }: OnDemandCharge,
  rows: readonly Pick<OnDemandRow, "tenantId" | "id" | "monthFrom" | "charge">[],
  of: Id<"onDemandCharge">,
): Promise<PromisedWork> {
  const contract = await findRunningContract(tx, tenantId);
  const terms = contract
    ? await termsOfContract(tx, tenantId, contract, currency)
    : await promiseTerms(tx, tenantId, await findPaymentAccount(tx, tenantId), currency);
  const work = await rateWork(tx, rows);
  const lines = work.lines.filter(({ onDemandChargeId }) => onDemandChargeId === of);
  const promise = promiseUsage({ ...terms, currency, day, usage: [{ lines, coupons: [] }] });
  return { work, promise, daysUntilDue: contract?.daysUntilDue ?? null };
}
