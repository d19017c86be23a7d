import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { LicenseStanding } from "@/lib/domain/license/license-standing";
import { monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { stripeAwaySince } from "@/lib/features/foundation/stripe-availability/stripe-availability";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type NextChargeView, nextChargeView } from "@/lib/features/license/charges/promise-view";
import { type LicenseCoupon, licenseCoupons } from "@/lib/features/license/coupons/license-coupons";
import { type Debt, debtsOf } from "@/lib/features/license/debts/debts-of";
import { type TenantDifference, tenantDifferences } from "@/lib/features/license/differences/difference-view";
import { openDifferences } from "@/lib/features/license/differences/queries";
import {
  findOpenOrder,
  findOpenReservation,
  getLicense,
  type License,
  readUse,
} from "@/lib/features/license/lifecycle/queries";
import { firstCharge } from "@/lib/features/license/trials/first-charge";
import { readStanding } from "@/lib/features/license/views/license-standing";
import {
  type LicenseView,
  licenseView,
  type OrderView,
  orderView,
  type ReservationView,
  reservationView,
} from "@/lib/features/license/views/license-view";
import {
  type BillingDetailsState,
  billingDetailsView,
} from "@/lib/features/payers/billing-details/billing-details-view";
import { findPaymentAccount, type PaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { mauByMonth } from "@/lib/features/usage/mau/queries";
import { dashboardUrl, stripeIntegration } from "@/lib/stripe/client";

/**
 * All that the billing dashboard shows, as plain JSON: the page renders it first and reads it again while it is open.
 * Parts that the reader's role may not see are null. Instants are ISO 8601, amounts minor units as text.
 */
export type BillingDashboard = {
  tenant: {
    id: string;
    slug: string;
    name: string;
    timeZone: string;
    currency: string;
    salesModel: "self_serve" | "sales_led";
  };
  /** What the reader may do; the use-cases check again. */
  may: {
    changePaymentAdministrator: boolean;
    createPaymentAccount: boolean;
    openPortal: boolean;
    seePaymentAccount: boolean;
    editBillingDetails: boolean;
    changeLicense: boolean;
  };
  stripeIntegration: boolean;
  /** Stripe does not answer at the moment. */
  isStripeAway: boolean;
  paymentAdministrator: { id: string; name: string; email: string };
  paymentAccount: null | {
    /** Null while Stripe has not confirmed it yet. */
    stripeCustomerId: string | null;
    payerName: string;
    payerEmail: string;
    hasPaymentMethod: boolean;
    /** For staff: the customer in Stripe's dashboard. */
    dashboardUrl: string | null;
  };
  paymentAccountExists: boolean;
  billingDetails: BillingDetails | null;
  /** Who entered them, what waits for a decision; null for who may not see them. */
  billingDetailsState: BillingDetailsState | null;
  license: LicenseView;
  /** The word of the license: the first that fits. */
  standing: LicenseStanding;
  /** What a running trial charges when it ends, if nothing changes; null: no trial, or it ends in Free. */
  afterTrial: null | { planName: LocalizedText; charge: NextChargeView };
  /** Coupons that belong to the license. */
  coupons: LicenseCoupon[];
  mau: { month: string; users: number; maximum: number | null; history: { month: string; users: number }[] };
  /** What is not paid, whatever became of the license; null for readers who do not see invoices. */
  debts: Debt[] | null;
  /** What people put on its subscription at Stripe, as far as it costs or ends something. */
  atStripe: TenantDifference[];
  order: OrderView | null;
  reservation: ReservationView | null;
  /** Choba's time of this reading. */
  readAt: string;
};

export const billingDashboard = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing }): Promise<BillingDashboard> {
    const { tenant, roles } = standing;
    const month = monthOf(ctx.now, tenant.timeZone);
    const license = await getLicense(tx, tenantId);
    const plan = await getPlanVersion(tx, license.planVersionId);
    const account = await findPaymentAccount(tx, tenantId);
    const { user: payer } = await paymentAdministratorOf(tx, tenantId);
    const use = await readUse(tx, tenantId, month);
    const held = await licenseView(tx, license, plan, use, ctx.now);
    const history = await mauByMonth(tx, tenantId, monthsEndingAt(month, 12));
    const details = await billingDetailsView(tx, tenantId, roles);
    const seesAccount = may(roles, "payment_account.view");
    const isSelfServe = tenant.salesModel === "self_serve";
    return {
      tenant: {
        id: tenant.id,
        slug: tenant.slug,
        name: tenant.name,
        timeZone: tenant.timeZone,
        currency: tenant.currency,
        salesModel: tenant.salesModel,
      },
      may: {
        changePaymentAdministrator: may(roles, "payment_administrator.change"),
        createPaymentAccount: may(roles, "payment_account.create"),
        openPortal: may(roles, "payment_account.open_portal"),
        seePaymentAccount: seesAccount,
        editBillingDetails: may(roles, "billing_details.edit"),
        changeLicense: may(roles, "license.change") && isSelfServe,
      },
      stripeIntegration: stripeIntegration(),
      isStripeAway: (await stripeAwaySince(tx)) !== null,
      paymentAdministrator: { id: payer.id, name: payer.name, email: payer.email },
      paymentAccount: account && seesAccount ? accountView(account, may(roles, "console.view")) : null,
      paymentAccountExists: account !== null,
      billingDetails: details?.details ?? null,
      billingDetailsState: details?.state ?? null,
      standing: await readStanding(tx, ctx, tenantId),
      license: withoutDueUrl(held, may(roles, "license.change")),
      afterTrial:
        license.trialEnd && license.renews
          ? await afterTrial(tx, license, { timeZone: tenant.timeZone, now: ctx.now })
          : null,
      coupons: isSelfServe
        ? await licenseCoupons(tx, license, plan, { timeZone: tenant.timeZone, now: ctx.now })
        : [],
      mau: {
        month,
        users: history.at(-1)?.users ?? 0,
        maximum: held.limits.monthlyActiveUsers,
        history,
      },
      debts: may(roles, "invoices.view") ? await debtsOf(tx, tenantId, ctx.now) : null,
      atStripe: may(roles, "invoices.view") ? tenantDifferences(await openDifferences(tx, tenantId)) : [],
      order: await orderView(tx, await findOpenOrder(tx, tenantId), {
        mayAct: may(roles, "license.change"),
        timeZone: tenant.timeZone,
      }),
      reservation: await reservationView(tx, await findOpenReservation(tx, tenantId)),
      readAt: ctx.now.toISOString(),
    };
  },
});

async function afterTrial(tx: Transaction, license: License, at: { timeZone: string; now: Date }) {
  const { next, plan } = await firstCharge(tx, license, at);
  return { planName: plan.name, charge: nextChargeView(next) };
}

/** The hosted invoice shows the payer's data and a button to pay: its address is for those who may act. */
const withoutDueUrl = (license: LicenseView, mayAct: boolean): LicenseView =>
  mayAct ? license : { ...license, dueInvoiceUrl: null };

function accountView(
  account: PaymentAccount,
  isStaff: boolean,
): NonNullable<BillingDashboard["paymentAccount"]> {
  const { stripeCustomerId, payerName, payerEmail, hasPaymentMethod } = account;
  const link = isStaff && stripeCustomerId ? dashboardUrl(`customers/${stripeCustomerId}`) : null;
  return { stripeCustomerId, payerName, payerEmail, hasPaymentMethod, dashboardUrl: link };
}
