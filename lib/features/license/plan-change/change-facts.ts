import type { Transaction } from "@/lib/db/transaction";
import { isFreePlan } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { compareHoldings } from "@/lib/domain/license/compare-holdings";
import type { Holding } from "@/lib/domain/license/holding";
import { periodOf } from "@/lib/domain/license/periods";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import type { ChangeMode } from "@/lib/domain/promise/change";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import { getPlanVersion, type PlanVersion, plansOnSaleIn } from "@/lib/features/catalog/plans/record/queries";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { readBilledLines } from "@/lib/features/license/charges/queries";
import { couponsOf } from "@/lib/features/license/coupons/coupons-of";
import { type CouponRow, couponOf } from "@/lib/features/license/coupons/queries";
import { redeemableCoupon } from "@/lib/features/license/coupons/redeemable-coupon";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import {
  findOpenOrder,
  findOpenReservation,
  getLicense,
  type License,
} from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount, type PaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { salesModelOf } from "@/lib/features/people/tenants/queries";
import { stripeIntegration } from "@/lib/stripe/client";
import { pairsCharged } from "./pairs-charged";
import { type WantedChange, wantedQuantities } from "./wanted-change";

/** Everything a change depends on, read in one transaction, after every rule that could forbid it was asked. */
export type ChangeFacts = {
  /**
   * `downgrade`: something of it is less, or it was asked to wait, so all of it waits for the next period. `same`: nothing is changed yet, as when
   * somebody opens the choice of seats.
   */
  kind: "purchase" | "upgrade" | "downgrade" | "same";
  license: License;
  current: PlanVersion;
  target: PlanVersion;
  wanted: Holding;
  mode: ChangeMode;
  /** The coupon that is redeemed with it. */
  coupon: CouponRow | null;
  /** What is charged now; for a downgrade nothing is, and `next` says what its first period costs. */
  promise: ChargePromise;
  account: PaymentAccount;
};

/** How a change is made, where whoever asks for it may choose. */
export type ChangeManner = {
  mode: ChangeMode;
  /** True if it shall wait for the next period even if it is more. */
  waits: boolean;
};

const asOnScreen: ChangeManner = { mode: "prorated", waits: false };

/**
 * Refuses with the first rule that forbids the change; preview and confirmation ask the same ones. Stripe is not asked:
 * the promise is worked out from what is held, what was billed and the tenant's day.
 */
export async function readChangeFacts(
  tx: Transaction,
  tenant: Standing["tenant"],
  change: WantedChange,
  now: Date,
  { mode, waits }: ChangeManner = asOnScreen,
): Promise<ChangeFacts> {
  const tenantId = tenant.id;
  if (!stripeIntegration()) throw new Refused("stripe_off");
  // Read anew: staff may have converted the tenant while this waited for the license.
  if ((await salesModelOf(tx, tenantId)) === "sales_led") throw new Refused("sales_led");
  const license = await getLicense(tx, tenantId);
  const current = await getPlanVersion(tx, license.planVersionId);
  const target = await targetOf(tx, tenant, change, current);
  const account = await findPaymentAccount(tx, tenantId);
  if (!account) throw new Refused("payment_account_missing");
  if (!account.stripeCustomerId) throw new Refused("stripe_unreachable");
  const { interval } = license;
  const held = interval === null ? null : holdingOf(current, { ...license, interval });
  const quantities = wantedQuantities(target.definition, change, held);
  const wanted = holdingOf(target, {
    interval: change.interval,
    seats: quantities.seats,
    addons: { ...quantities.addons },
  });
  const kind = kindOf(held, wanted, waits);
  if (await findOpenOrder(tx, tenantId)) throw new Refused("change_pending");
  if (kind === "downgrade" && (await findOpenReservation(tx, tenantId))) throw new Refused("change_pending");
  if (!license.renews) throw new Refused("renewal_stopped");
  if (license.payment !== "paid") throw new Refused("payment_due");
  const day = dayOf(now, tenant.timeZone);
  const coupon = change.couponCode?.trim()
    ? await redeemableCoupon(tx, change.couponCode, {
        tenantId,
        timeZone: tenant.timeZone,
        day,
        planKey: target.planKey,
        currency: target.definition.currency,
        isReserved: kind === "downgrade" || kind === "same",
      })
    : null;
  const { timeZone } = tenant;
  const priced = { license, held, wanted, target, kind, mode, day, account, coupon, timeZone };
  const promise = await promiseOf(tx, priced);
  return { kind, license, current, target, wanted, mode, coupon, promise, account };
}

/** A tenant keeps the version that it holds, also when the plan's next version is on sale. */
async function targetOf(
  tx: Transaction,
  tenant: Standing["tenant"],
  { planKey, interval }: WantedChange,
  current: PlanVersion,
): Promise<PlanVersion> {
  const offered = await plansOnSaleIn(tx, tenant.currency);
  const target = current.planKey === planKey ? current : offered.find((plan) => plan.planKey === planKey);
  if (!target || isFreePlan(target.definition) || !isOffered(target.definition, interval))
    throw new Refused("plan_unavailable");
  return target;
}

function kindOf(held: Holding | null, wanted: Holding, waits: boolean): ChangeFacts["kind"] {
  if (held === null) return "purchase";
  const direction = compareHoldings(held, wanted);
  if (direction === "same") return "same";
  return direction === "more" && !waits ? "upgrade" : "downgrade";
}

type Priced = {
  license: License;
  held: Holding | null;
  wanted: Holding;
  kind: ChangeFacts["kind"];
  mode: ChangeMode;
  target: PlanVersion;
  day: Day;
  account: PaymentAccount;
  coupon: CouponRow | null;
  timeZone: string;
};

async function promiseOf(
  tx: Transaction,
  { license, held, wanted, target, kind, mode, day, account, coupon, timeZone }: Priced,
): Promise<ChargePromise> {
  const { currency } = wanted.definition;
  const billed = await readBilledLines(tx, license.tenantId, day);
  const { yearStart } = license;
  const period = held && periodOf(held.interval, yearStart, day);
  const reserved = await reservedVersion(tx, license);
  const terms = {
    ...(await promiseTerms(tx, license.tenantId, account, currency)),
    ...(await couponsOf(tx, {
      tenantId: license.tenantId,
      timeZone,
      day,
      currency,
      planKey: target.planKey,
      nextPlanKey: (reserved?.version ?? target).planKey,
      period,
      billed,
      added: coupon && { coupon: couponOf(coupon), redeemedOn: day },
    })),
  };
  if ((kind === "downgrade" || kind === "same") && held && period) {
    const after = kind === "same" && reserved ? holdingOf(reserved.version, reserved.reservation) : wanted;
    return promisePeriod({ ...terms, day, holding: held, span: period, yearStart, billed, after });
  }
  return promiseChange({
    ...terms,
    day,
    held,
    period,
    yearStart,
    wanted,
    mode,
    billed,
    pairsCharged: period && mode === "difference" ? await pairsCharged(tx, license, period, timeZone) : [],
    ...(reserved ? { after: holdingOf(reserved.version, reserved.reservation) } : {}),
  });
}

/** What the open reservation makes of the license at the next period, and of which plan version. */
async function reservedVersion(tx: Transaction, { tenantId }: License) {
  const reservation = await findOpenReservation(tx, tenantId);
  return reservation && { reservation, version: await getPlanVersion(tx, reservation.planVersionId) };
}
