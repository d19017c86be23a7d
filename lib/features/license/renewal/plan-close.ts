import type { Transaction } from "@/lib/db/transaction";
import { type BillingSettings, ratedAt } from "@/lib/domain/close/billing-settings";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { rateDueUsage } from "@/lib/features/license/usage-charges/rate-due-usage";
import type { RatedUsage } from "@/lib/features/license/usage-charges/rated-usage";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
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
  /** A month has ended, late events were waited for, and its usage is rated; or only earlier months are corrected. */
  usage: Date | null;
};

export const dueMoments = (
  { interval, periodEnd, usageDueAt, correctionsDueAt }: License,
  contract: Contract | null,
  settings: Pick<BillingSettings, "graceHours">,
): DueMoments => ({
  begins: contract ? contract.billsAt : interval && periodEnd,
  usage: usageDueAt ? ratedAt(usageDueAt, settings) : correctionsDueAt,
});

/** `balanceMinor`: what an earlier close, which is not carried out yet, leaves of the payer's balance. */
export type CloseMoment = { at: Date; timeZone: string; balanceMinor?: bigint };

/** What is done at `at`, one of the due moments. It is the same whether that has come or is only looked at. */
export async function planClose(
  tx: Transaction,
  license: License,
  contract: Contract | null,
  { at, timeZone, balanceMinor }: CloseMoment,
): Promise<ClosePlan> {
  const { tenantId, interval, periodEnd } = license;
  const settings = await billingSettingsOf(tx);
  const usage = await rateDueUsage(tx, license, timeZone, at, settings);
  const { due } = usage;
  const { begins } = dueMoments(license, contract, settings);
  const from = dayOf(license.usageDueAt ?? at, timeZone);
  if (!begins || begins > at) {
    const planned = await planUsage(tx, tenantId, due, { at, from, timeZone, balanceMinor });
    return { at, usage, outcome: "goes_on", ...planned };
  }
  if (contract) {
    const planned = await planContractPeriod(tx, { ...contract, billsAt: begins }, due, balanceMinor);
    return { at, usage, outcome: "contract", contract, ...planned };
  }
  if (interval !== null && periodEnd && license.renews) {
    const ending: EndingLicense = { ...license, interval, periodEnd };
    return {
      at,
      usage,
      outcome: "renews",
      ...(await planPeriod(tx, ending, due, { timeZone, balanceMinor })),
    };
  }
  const planned = await planUsage(tx, tenantId, due, { at: begins, from, timeZone, balanceMinor });
  return { at, usage, outcome: "ends", endsAt: begins, ...planned };
}
