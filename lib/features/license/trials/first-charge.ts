import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { NextCharge } from "@/lib/domain/promise/charge-promise";
import { promiseTrial } from "@/lib/domain/promise/promise-trial";
import { dayOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { couponsOf } from "@/lib/features/license/coupons/coupons-of";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import { findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/** What is charged when a running trial ends, if nothing changes: by what is held, or reserved, with coupons and taxes. */
export async function firstCharge(
  tx: Transaction,
  license: License,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<{ plan: PlanDefinition; next: NextCharge }> {
  const { tenantId, interval, trialEnd } = license;
  invariant(interval && trialEnd, `license ${license.id} is a trial`);
  const held = (await findOpenReservation(tx, tenantId)) ?? { ...license, interval };
  const version = await getPlanVersion(tx, held.planVersionId);
  const { planKey, definition } = version;
  const { currency } = definition;
  const day = dayOf(now, timeZone);
  const account = await findPaymentAccount(tx, tenantId);
  const applied = { planKey, nextPlanKey: planKey, period: null, billed: [], added: null };
  const { next } = promiseTrial({
    ...(await promiseTerms(tx, tenantId, account, currency)),
    ...(await couponsOf(tx, { tenantId, timeZone, day, currency, ...applied })),
    day,
    trialEnd: dayOf(trialEnd, timeZone),
    wanted: holdingOf(version, held),
  });
  invariant(next, "what follows a trial is charged");
  return { plan: definition, next };
}
