import type { Transaction } from "@/lib/db/transaction";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import type { Holding } from "@/lib/domain/license/holding";
import { periodOf } from "@/lib/domain/license/periods";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import { promiseTrial } from "@/lib/domain/promise/promise-trial";
import type { Day } from "@/lib/domain/time/day-span";
import { getPlanVersion, type PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { readBilledLines } from "@/lib/features/license/charges/queries";
import { couponsOf } from "@/lib/features/license/coupons/coupons-of";
import { withFoundCoupons } from "@/lib/features/license/coupons/found-coupons";
import { type CouponRow, couponOf } from "@/lib/features/license/coupons/queries";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import { findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import type { PaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { refusedMode } from "./mode-of-change";
import { pairsCharged } from "./pairs-charged";

export type PricedChange = {
  license: License;
  /** What is held and paid; null on Free and on trial. */
  held: Holding | null;
  wanted: Holding;
  /** True if nothing changes before the next period. */
  waits: boolean;
  /** True if nothing changes at all, so that an open reservation says what follows. */
  isSame: boolean;
  target: PlanVersion;
  day: Day;
  /** The first day that is paid, if it is a trial. */
  trialEnd: Day | null;
  mode: ChangeMode;
  /** A dearer change for nothing is for staff and keys that manage. */
  mayChargeNothing: boolean;
  account: PaymentAccount;
  coupon: CouponRow | null;
  timeZone: string;
};

/** What a change costs. Stripe is not asked. */
export async function changePromise(tx: Transaction, change: PricedChange): Promise<ChargePromise> {
  const { license, held, wanted, target, day, account, coupon, timeZone, trialEnd, waits } = change;
  const { tenantId, yearStart } = license;
  const { currency } = wanted.definition;
  const billed = await readBilledLines(tx, tenantId, day);
  const period = held && periodOf(held.interval, yearStart, day);
  const reserved = await reservedHolding(tx, license);
  const own = await couponsOf(tx, {
    tenantId,
    timeZone,
    day,
    currency,
    planKey: target.planKey,
    nextPlanKey: (reserved?.version ?? target).planKey,
    period,
    billed,
    added: coupon && { coupon: couponOf(coupon), redeemedOn: day },
  });
  const { interval } = held ?? wanted;
  const atStripe = { tenantId, timeZone, day, span: null, interval, yearStart, currency, billed };
  const terms = {
    ...(await promiseTerms(tx, tenantId, account, currency)),
    ...(await withFoundCoupons(tx, own, atStripe)),
  };
  const after = waits && !change.isSame ? wanted : (reserved?.holding ?? wanted);
  if (trialEnd) return promiseTrial({ ...terms, day, trialEnd, wanted: after });
  if (waits && held && period)
    return promisePeriod({ ...terms, day, holding: held, span: period, yearStart, billed, after });
  const isDifference = change.mode === "difference" && period !== null;
  const charged = isDifference ? await pairsCharged(tx, license, period, timeZone) : [];
  const asked = { ...terms, day, held, period, yearStart, wanted, billed, pairsCharged: charged };
  const priced = (mode: ChangeMode) =>
    promiseChange({ ...asked, mode, ...(reserved ? { after: reserved.holding } : {}) });
  if (change.mode === "none" && !change.mayChargeNothing && priced("prorated").totalMinor > 0n)
    throw refusedMode("none_is_for_staff");
  return priced(change.mode);
}

/** What the open reservation makes of the license at the next period, and of which plan version. */
async function reservedHolding(tx: Transaction, { tenantId }: License) {
  const reservation = await findOpenReservation(tx, tenantId);
  if (!reservation) return null;
  const version = await getPlanVersion(tx, reservation.planVersionId);
  return { version, holding: holdingOf(version, reservation) };
}
