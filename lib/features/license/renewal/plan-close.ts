import type { Transaction } from "@/lib/db/transaction";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { type RatedUsage, rateDueUsage } from "@/lib/features/license/usage-charges/rate-due-usage";
import { type PlannedContractPeriod, planContractPeriod } from "./plan-contract-period";
import { type EndingLicense, type PlannedPeriod, planPeriod } from "./plan-period";
import { type PlannedUsage, planUsage } from "./plan-usage";

/** What happens to a license at a moment, and what is billed for it. Plain data: the run carries it out, screens show it. */
export type ClosePlan = { at: Date; usage: RatedUsage } & (
  | ({ outcome: "goes_on" } & PlannedUsage)
  | ({ outcome: "ends"; endsAt: Date } & PlannedUsage)
  | ({ outcome: "renews" } & PlannedPeriod)
  | ({ outcome: "contract"; contract: Contract } & PlannedContractPeriod)
);

/** The moments at which a license is billed next; null: never. */
export type DueMoments = {
  /** A period begins, or the license ends. */
  begins: Date | null;
  /** A month has ended whose usage is to be rated. */
  usage: Date | null;
};

export const dueMoments = (license: License, contract: Contract | null): DueMoments => ({
  begins: contract ? contract.billsAt : license.interval && license.periodEnd,
  usage: license.usageDueAt,
});

/** What is done at `at`, one of the due moments. It is the same whether that has come or is only looked at. */
export async function planClose(
  tx: Transaction,
  license: License,
  contract: Contract | null,
  timeZone: string,
  at: Date,
): Promise<ClosePlan> {
  const { tenantId, interval, periodEnd } = license;
  const usage = await rateDueUsage(tx, license, timeZone, at);
  const { due } = usage;
  const { begins } = dueMoments(license, contract);
  if (!begins || begins > at)
    return { at, usage, outcome: "goes_on", ...(await planUsage(tx, tenantId, due, { at, timeZone })) };
  if (contract) {
    const planned = await planContractPeriod(tx, { ...contract, billsAt: begins }, due);
    return { at, usage, outcome: "contract", contract, ...planned };
  }
  if (interval !== null && periodEnd && license.renews) {
    const ending: EndingLicense = { ...license, interval, periodEnd };
    return { at, usage, outcome: "renews", ...(await planPeriod(tx, ending, due, timeZone)) };
  }
  const planned = await planUsage(tx, tenantId, due, { at: begins, timeZone });
  return { at, usage, outcome: "ends", endsAt: begins, ...planned };
}
