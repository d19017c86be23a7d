import { regionOf } from "../tenant/region";
import { dayOf } from "../time/calendar";
import type { Known } from "./known";
import type { Misfit, MovingIn, ProposedTenant } from "./moving-in";
import { paidLines } from "./paid-lines";
import { licenseOf, type Taken, takenPeriod } from "./propose-license";
import { type PlansOf, proposePlans } from "./propose-plans";
import type { AccountCustomer, AccountSubscription, StripeAccount } from "./stripe-account";
import { type Found, subscriptionMisfits, taxMisfits } from "./subscription-misfits";

/**
 * What is taken over from an account that bills already: plans, tenants and licenses, and what does not fit, with its
 * reasons. A customer is taken over whole or not at all, so that nothing runs beside a license. What was taken over
 * before is left alone.
 */
export function proposeMovingIn(account: StripeAccount, known: Known): MovingIn {
  const seen = account.customers.map((customer) => look(customer, account, known));
  const fitting = seen.flatMap((each) =>
    each.subscription && each.found.length === 0 ? [each.subscription] : [],
  );
  const plans = proposePlans(fitting, known);
  const sold = new Set([...known.currencies, ...plans.plans.map(({ definition }) => definition.currency)]);
  const tenants: ProposedTenant[] = [];
  const misfits: Misfit[] = [];
  let unchanged = 0;
  for (const each of seen) {
    if (each.isUnchanged) {
      unchanged += 1;
      continue;
    }
    const { tenant, found } = settle(each, plans, sold, known);
    if (tenant) tenants.push(tenant);
    const { id: customerId } = each.customer;
    misfits.push(
      ...found.map(({ subscriptionId = null, ...rest }) => ({ customerId, subscriptionId, ...rest })),
    );
  }
  const held = new Set(tenants.map(({ license }) => license?.planKey));
  return { plans: plans.plans.filter(({ key }) => held.has(key)), tenants, misfits, unchanged };
}

type FoundAt = Found & { subscriptionId?: string };

type Look = {
  customer: AccountCustomer;
  subscription: AccountSubscription | null;
  taken: Taken | null;
  frame: Omit<ProposedTenant, "license">;
  found: FoundAt[];
  isUnchanged: boolean;
};

function look(customer: AccountCustomer, account: StripeAccount, known: Known): Look {
  const before = known.customers.get(customer.id);
  const theirs = account.subscriptions.filter(
    ({ customerId, licenseId }) => customerId === customer.id && licenseId === null,
  );
  const [subscription = null, ...others] = theirs;
  const frame = frameOf(customer, subscription, known);
  const taken = subscription && takenPeriod(subscription, frame.timeZone);
  const found: FoundAt[] = customerMisfits(customer, frame, known);
  for (const other of others)
    found.push(...misfitsOf(other, [{ reason: "several_subscriptions", about: "" }]));
  if (subscription) {
    found.push(...misfitsOf(subscription, subscriptionMisfits(subscription)));
    if (taken)
      found.push(...misfitsOf(subscription, takenMisfits(subscription, taken, customer, frame, known)));
    const unfinished = account.unfinished.filter(({ customerId }) => customerId === customer.id);
    found.push(...unfinished.map(({ id }) => ({ reason: "invoice_unfinished" as const, about: id })));
  }
  const isUnchanged = before !== undefined && (before.holdsSomething || subscription === null);
  return { customer, subscription, taken, frame, found, isUnchanged };
}

const misfitsOf = ({ id }: AccountSubscription, found: readonly Found[]): FoundAt[] =>
  found.map((each) => ({ ...each, subscriptionId: id }));

function frameOf(
  customer: AccountCustomer,
  subscription: AccountSubscription | null,
  known: Known,
): Look["frame"] {
  const before = known.customers.get(customer.id);
  const likely = customer.country === "JP" || known.tax.sellerCountry === "JP" ? "JPY" : "USD";
  const usual = known.currencies.includes(likely) ? likely : (known.currencies[0] ?? likely);
  const currency = subscription?.currency ?? before?.currency ?? customer.currency ?? usual;
  const region = regionOf(customer.country, currency);
  return {
    customerId: customer.id,
    tenantId: before?.tenantId ?? null,
    name: customer.name || customer.email,
    email: customer.email.toLowerCase(),
    currency,
    timeZone: before?.timeZone ?? region.timeZone,
    locale: region.locale,
    balanceMinor: customer.balanceMinor,
    paymentMethodId: customer.paymentMethodId,
  };
}

function customerMisfits(customer: AccountCustomer, frame: Look["frame"], known: Known): FoundAt[] {
  const before = known.customers.get(customer.id);
  if (before)
    return before.currency === frame.currency
      ? []
      : [{ reason: "currency_of_tenant", about: before.currency }];
  if (customer.email === "") return [{ reason: "no_email", about: "" }];
  return known.staff.has(frame.email) ? [{ reason: "staff_address", about: frame.email }] : [];
}

function takenMisfits(
  subscription: AccountSubscription,
  taken: Taken,
  customer: AccountCustomer,
  { timeZone }: Look["frame"],
  known: Known,
): Found[] {
  const found = taxMisfits(subscription, customer, known, dayOf(taken.periodEnd, timeZone));
  if (taken.periodEnd <= known.now) found.push({ reason: "renews_today", about: "" });
  // A discount belongs to its subscription and ends with it.
  const [discount] = subscription.discounts;
  if (discount && taken.manner !== "adopted")
    found.push({ reason: "discount_on_subscription", about: discount.name });
  return found;
}

function settle(
  { customer, subscription, taken, frame, found }: Look,
  plans: PlansOf,
  sold: ReadonlySet<string>,
  known: Known,
): { tenant: ProposedTenant | null; found: FoundAt[] } {
  if (found.length > 0) return { tenant: null, found };
  if (!sold.has(frame.currency))
    return { tenant: null, found: [{ reason: "currency_not_sold", about: frame.currency }] };
  if (!subscription || !taken) return { tenant: { ...frame, license: null }, found };
  const terms = plans.termsOf(subscription);
  if (!terms)
    return { tenant: null, found: misfitsOf(subscription, [{ reason: "quantity_of_base", about: "" }]) };
  const problem = plans.problemOf(terms.planKey);
  if (problem)
    return {
      tenant: null,
      found: misfitsOf(subscription, [{ reason: "plan_cannot_be_sold", about: problem }]),
    };
  const payer = { country: customer.country, timeZone: frame.timeZone, interval: taken.interval };
  const paid = paidLines(subscription, plans.planOf(terms.planKey), payer, known);
  return { tenant: { ...frame, license: licenseOf(subscription, taken, terms, paid) }, found };
}
