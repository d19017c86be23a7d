import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import type { FoundDiscount } from "../coupons/found-discount";
import type { Currency } from "../money/currency";
import type { NewBilledLine } from "../promise/billed-lines-of";
import type { ToldItem } from "../stripe-differences/compare-subscription";
import type { Day } from "../time/day-span";

/** Why something stays at Stripe as it is, until somebody has changed it or entered it by hand. */
export const misfitReasons = [
  "no_email",
  "staff_address",
  "currency_not_sold",
  "several_subscriptions",
  "past_due",
  "incomplete",
  "paused",
  "scheduled",
  "pending_update",
  "ends_on_a_day",
  "invoices_are_sent",
  "card_on_subscription_only",
  "invoice_unfinished",
  "no_items",
  "metered_price",
  "tiered_price",
  "transformed_quantity",
  "no_amount",
  "costs_nothing",
  "quantity_zero",
  "quantity_of_base",
  "interval_not_offered",
  "interval_mixture",
  "currency_mixture",
  "currency_of_tenant",
  "renews_today",
  "discount_on_subscription",
  "taxed_by_stripe",
  "tax_exempt",
  "tax_differs",
  "plan_cannot_be_sold",
] as const;
export type MisfitReason = (typeof misfitReasons)[number];

export type Misfit = {
  customerId: string;
  subscriptionId: string | null;
  reason: MisfitReason;
  /** What it is about: a price, a status, a currency. */
  about: string;
};

export type ProposedPlan = {
  key: string;
  rank: number;
  definition: PlanDefinition;
  /** The prices at Stripe by which it is billed there, and goes on to be. */
  prices: readonly {
    componentKey: string;
    priceId: string;
    productId: string;
    productName: string;
  }[];
};

/**
 * `adopted`: the subscription that is there goes on. `made_anew`: it renews at another hour or day than a license of
 * Choba's, so it gives way to one that does. `after_trial`: one is made when the trial has ended.
 */
export type Manner = "adopted" | "made_anew" | "after_trial";

export type ProposedLicense = {
  subscriptionId: string;
  planKey: string;
  interval: PaidInterval;
  seats: number;
  addons: Record<string, string>;
  /** First midnights in the tenant's zone. */
  periodStart: Date;
  periodEnd: Date;
  trialEnd: Date | null;
  yearStart: Day | null;
  renews: boolean;
  items: readonly ToldItem[];
  discounts: readonly FoundDiscount[];
  /** What was paid for the running period: unused days of it are given back when the license changes. */
  paid: { invoiceId: string; lines: readonly Omit<NewBilledLine, "planVersionId">[] } | null;
  manner: Manner;
  /** The first period after this one is a part of a month, from this day to the month's end. Null: it is a whole one. */
  partFrom: Day | null;
};

export type ProposedTenant = {
  customerId: string;
  /** The tenant that the customer is linked to already. */
  tenantId: string | null;
  name: string;
  email: string;
  currency: Currency;
  timeZone: string;
  locale: "en" | "ja";
  balanceMinor: bigint;
  paymentMethodId: string | null;
  /** Null: it is on Free. */
  license: ProposedLicense | null;
};

/** What is taken over from an account, and what is not. The dry run shows it and the import carries exactly it out. */
export type MovingIn = {
  plans: readonly ProposedPlan[];
  tenants: readonly ProposedTenant[];
  misfits: readonly Misfit[];
  /** Customers that were taken over before. */
  unchanged: number;
};
