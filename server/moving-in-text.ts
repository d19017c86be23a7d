import type { Misfit, MisfitReason, ProposedPlan, ProposedTenant } from "@/lib/domain/moving-in/moving-in";
import { dayOf } from "@/lib/domain/time/calendar";
import type { MovedIn } from "@/lib/features/stripe/moving-in/move-in";

/** Why something stays as it is, and what an operator can do. */
const reasons: Record<MisfitReason, string> = {
  no_email: "the customer has no e-mail address, and a tenant needs an owner: enter one at Stripe",
  staff_address: "its e-mail address is that of one of your own people, who own no tenant",
  currency_not_sold: "no plan is sold in its currency: publish one first",
  several_subscriptions:
    "the customer has several subscriptions, and a tenant has one license: join them at Stripe",
  past_due: "its last invoice is not paid: collect or void it first",
  incomplete: "its first payment is not made yet",
  paused: "its collection is paused: resume it first",
  scheduled: "a schedule will change it: release the schedule first",
  pending_update: "a change of it waits for a payment",
  ends_on_a_day: "it ends on a day of its own: let it end with its period, or run on",
  invoices_are_sent: "its invoices are sent instead of charged: enter it as a contract",
  card_on_subscription_only: "its card stands on the subscription: make it the customer's default",
  invoice_unfinished: "an invoice of the customer is a draft or not paid: finish it first",
  no_items: "it has no items",
  metered_price: "the price is metered at Stripe: Choba counts and prices usage by a plan of its own",
  tiered_price: "the price has tiers, which fixed parts of a plan cannot have",
  transformed_quantity: "the price divides its quantity",
  no_amount: "the price does not say an amount",
  costs_nothing: "all of it costs nothing: its customer belongs on Free",
  quantity_zero: "an item has the quantity 0: remove it",
  quantity_of_base: "it has a quantity, but the plan with that price sells no seats",
  interval_not_offered: "the price is for another interval than a month or a year",
  interval_mixture: "its items have different intervals or periods",
  currency_mixture: "its items have different currencies",
  currency_of_tenant: "it is billed in another currency than its tenant has",
  renews_today: "it renews today: run the import again tomorrow",
  discount_on_subscription:
    "it has a coupon of its own and renews on another day or hour than Choba: put the coupon on the customer",
  taxed_by_stripe: "Stripe works out its tax: Choba taxes by its own rates",
  tax_exempt: "the customer is exempt from tax or accounts for it itself: enter that at its tenant",
  tax_differs: "its tax at Stripe is not what Choba would charge (at Stripe → here)",
  plan_cannot_be_sold: "its plan breaks a rule of the catalog",
};

/** What a run says, a line each. */
export function movingInText(moved: MovedIn, dryRun: boolean): string[] {
  const { plans, tenants, misfits, unchanged, taken, changed } = moved;
  const licensed = tenants.filter(({ license }) => license !== null).length;
  const done = dryRun ? "Nothing was written." : `${taken} customers were taken over.`;
  return [
    ...plans.map(planText),
    ...tenants.map(tenantText),
    ...misfits.map(misfitText),
    ...changed.map(
      (customerId) => `changed   ${customerId}: somebody linked it meanwhile; run the import again`,
    ),
    `${plans.length} plans, ${tenants.length} tenants (${licensed} with a license), ${misfits.length} reasons against, ${unchanged} taken over before. ${done}`,
  ];
}

const planText = ({ key, definition, prices }: ProposedPlan): string =>
  `plan      ${key}: ${definition.name.en}, ${definition.currency}, ${prices.map(({ priceId }) => priceId).join(" + ")}`;

function tenantText({ customerId, name, currency, timeZone, license }: ProposedTenant): string {
  const who = `tenant    ${customerId}: ${name}, ${currency}, ${timeZone}`;
  if (!license) return `${who}; Free`;
  const { planKey, seats, addons, periodEnd, trialEnd, renews, manner, partFrom } = license;
  const end = dayOf(periodEnd, timeZone);
  const words = [
    planKey,
    ...(seats > 0 ? [`${seats} seats`] : []),
    ...Object.entries(addons).map(([key, quantity]) => `${quantity} × ${key}`),
    trialEnd ? `on trial to ${end}` : `${renews ? "renews" : "ends"} ${end}`,
    ...(renews && partFrom ? [`the first invoice is for the days from ${partFrom} to the month's end`] : []),
    ...(manner === "made_anew" ? ["a new subscription takes the place of the one that is there"] : []),
  ];
  return `${who}; ${words.join(", ")}`;
}

const misfitText = ({ customerId, subscriptionId, reason, about }: Misfit): string =>
  `stays     ${[customerId, subscriptionId].filter(Boolean).join(" ")}: ${reasons[reason]}${about ? ` (${about})` : ""}`;
