import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { periodOf } from "@/lib/domain/license/periods";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { readBilledLines } from "@/lib/features/license/charges/queries";
import { couponsOf } from "@/lib/features/license/coupons/coupons-of";
import { withFoundCoupons } from "@/lib/features/license/coupons/found-coupons";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import type { NewHolding } from "@/lib/features/license/lifecycle/change-holding";
import {
  findOpenReservation,
  type License,
  type Reservation,
} from "@/lib/features/license/lifecycle/queries";
import type { DueUsage } from "@/lib/features/license/usage-charges/agreed-usage";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import type { BegunPeriod } from "./open-close";
import { type PlannedUsage, planUsage } from "./plan-usage";

export type EndingLicense = License & { interval: PaidInterval; periodEnd: Date };

export type PlannedPeriod = PlannedUsage & {
  /** What is held from then on, and the reservation that it comes from. */
  holding: NewHolding;
  reservation: Reservation | null;
};

/** The next period of a license that was bought: its renewal, or what was reserved, with the usage before it. */
export async function planPeriod(
  tx: Transaction,
  license: EndingLicense,
  usage: readonly DueUsage[],
  { timeZone, balanceMinor }: { timeZone: string; balanceMinor?: bigint },
): Promise<PlannedPeriod> {
  const { tenantId, periodEnd } = license;
  const reservation = await findOpenReservation(tx, tenantId);
  const { planVersionId, interval, seats, addons } = reservation ?? license;
  const from = dayOf(periodEnd, timeZone);
  // A year begins with the first day that is paid.
  const goesOn = license.interval === "year" && license.trialEnd === null;
  const yearStart = interval === "month" ? null : goesOn ? license.yearStart : from;
  // A yearly license that becomes monthly, and a trial that ends, begin in the middle of a month.
  const span = { from, until: periodOf(interval, yearStart, from).until };
  const version = await getPlanVersion(tx, planVersionId);
  const holding = holdingOf(version, { interval, seats, addons });
  const { currency } = version.definition;
  const joins = (each: DueUsage) => each.contract === null && each.currency === currency;
  const account = await findPaymentAccount(tx, tenantId);
  const billed = await readBilledLines(tx, tenantId, from);
  const own = await couponsOf(tx, {
    tenantId,
    timeZone,
    day: from,
    currency,
    planKey: version.planKey,
    nextPlanKey: version.planKey,
    period: periodOf(interval, yearStart, from),
    billed,
    added: null,
  });
  const charged = { tenantId, timeZone, day: from, span, interval, yearStart, currency, billed };
  const terms = await promiseTerms(tx, tenantId, account, currency);
  const promise = promisePeriod({
    ...terms,
    balanceMinor: balanceMinor ?? terms.balanceMinor,
    ...(await withFoundCoupons(tx, own, charged)),
    day: from,
    holding,
    span,
    yearStart,
    billed,
    usage: usage.filter(joins).flatMap(({ months }) => months),
  });
  const period: BegunPeriod = {
    kind: "period",
    from,
    dueAt: periodEnd,
    timeZone,
    promise,
    daysUntilDue: null,
  };
  const { invoices, statements } = await planUsage(
    tx,
    tenantId,
    usage.filter((each) => !joins(each)),
    { at: periodEnd, from, timeZone, balanceMinor: promise.balance.afterMinor },
  );
  return {
    invoices: [period, ...invoices],
    statements,
    reservation,
    holding: {
      planVersionId,
      interval,
      seats,
      addons,
      yearStart,
      periodStart: periodEnd,
      periodEnd: dayWindow(span.until, timeZone).start,
      trialEnd: null,
      heldFrom: periodEnd,
    },
  };
}
