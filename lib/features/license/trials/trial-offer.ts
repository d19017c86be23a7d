import type { Transaction } from "@/lib/db/transaction";
import { type HadPlan, offerTrial, type TrialOffer } from "@/lib/domain/license/trial";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import type { PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { hadPlans } from "./had-plans";

type Asked = { license: License; current: PlanVersion; day: Day; timeZone: string };

/** Whether the license would be a trial if it became `target` today, and until when. */
export async function trialOffer(tx: Transaction, target: PlanVersion, asked: Asked): Promise<TrialOffer> {
  return trialOfferOf(target, asked, await hadPlans(tx, asked.license));
}

/** The same where what the tenant had before is known already. */
export function trialOfferOf(
  { planKey, definition }: PlanVersion,
  { license, current, day, timeZone }: Asked,
  had: ReadonlyMap<string, HadPlan>,
): TrialOffer {
  const { trialEnd, periodStart, interval } = license;
  return offerTrial({
    day,
    trialDays: definition.trialDays ?? 0,
    running: trialEnd && {
      from: dayOf(periodStart, timeZone),
      end: dayOf(trialEnd, timeZone),
      isSamePlan: current.planKey === planKey,
    },
    isPaid: interval !== null && trialEnd === null,
    had: had.get(planKey) ?? null,
  });
}
