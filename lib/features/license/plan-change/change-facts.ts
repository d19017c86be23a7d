import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import { isFreePlan } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { compareHoldings } from "@/lib/domain/license/compare-holdings";
import type { Holding } from "@/lib/domain/license/holding";
import type { LicenseUse } from "@/lib/domain/license/misfits";
import type { TrialOffer } from "@/lib/domain/license/trial";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { dayOf, monthOf } from "@/lib/domain/time/calendar";
import { getPlanVersion, type PlanVersion, plansOnSaleIn } from "@/lib/features/catalog/plans/record/queries";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import type { CouponRow } from "@/lib/features/license/coupons/queries";
import { redeemableCoupon } from "@/lib/features/license/coupons/redeemable-coupon";
import { debtsOf } from "@/lib/features/license/debts/debts-of";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import {
  findOpenOrder,
  findOpenReservation,
  getLicense,
  type License,
  readUse,
} from "@/lib/features/license/lifecycle/queries";
import { trialOffer } from "@/lib/features/license/trials/trial-offer";
import { findPaymentAccount, type PaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { salesModelOf } from "@/lib/features/people/tenants/queries";
import { stripeIntegration } from "@/lib/stripe/client";
import { changePromise } from "./change-promise";
import { modeOfChange } from "./mode-of-change";
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
  /** The coupon that is redeemed with it. */
  coupon: CouponRow | null;
  /** Whether it is a trial, and if it is none although the plan has one, why. */
  trial: TrialOffer;
  mode: ChangeMode;
  /** What is charged now; for a downgrade nothing is, and `next` says what its first period costs. */
  promise: ChargePromise;
  account: PaymentAccount;
  use: LicenseUse;
};

/**
 * Refuses with the first rule that forbids the change; preview and confirmation ask the same ones. Stripe is not asked:
 * the promise is worked out from what is held, what was billed and the tenant's day.
 */
export async function readChangeFacts(
  tx: Transaction,
  { tenant, roles }: Standing,
  change: WantedChange,
  now: Date,
  /** True if it shall wait for the next period even if it is more. */
  isToWait = false,
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
  const use = await readUse(tx, tenantId, monthOf(now, tenant.timeZone));
  const quantities = wantedQuantities(target.definition, change, held, use);
  const wanted = holdingOf(target, {
    interval: change.interval,
    seats: quantities.seats,
    addons: { ...quantities.addons },
  });
  const kind = kindOf(held, wanted, isToWait);
  if (await findOpenOrder(tx, tenantId)) throw new Refused("change_pending");
  if (kind === "downgrade" && (await findOpenReservation(tx, tenantId))) throw new Refused("change_pending");
  if (!license.renews) throw new Refused("renewal_stopped");
  const debts = await debtsOf(tx, tenantId, now);
  if (license.payment !== "paid" || debts.some(({ isOverdue }) => isOverdue))
    throw new Refused("payment_due");
  const { timeZone } = tenant;
  const day = dayOf(now, timeZone);
  const waits = kind === "downgrade" || kind === "same";
  const coupon = change.couponCode?.trim()
    ? await redeemableCoupon(tx, change.couponCode, {
        tenantId,
        timeZone,
        day,
        planKey: target.planKey,
        currency: target.definition.currency,
        isReserved: waits,
      })
    : null;
  // What waits leaves a running trial as it is.
  const trial = await trialOffer(tx, waits ? current : target, { license, current, day, timeZone });
  const paid = license.trialEnd ? null : held;
  const mayChoose = may(roles, "license.choose_change_mode");
  const mode = modeOfChange({ held: paid, wanted, asked: change.mode, mayChoose });
  const promise = await changePromise(tx, {
    ...{ license, held: paid, wanted, target, day, mode, account, coupon, timeZone, waits },
    isSame: kind === "same",
    trialEnd: trial.end,
    mayChargeNothing: mayChoose,
  });
  return { kind, license, current, target, wanted, coupon, trial, mode, promise, account, use };
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
