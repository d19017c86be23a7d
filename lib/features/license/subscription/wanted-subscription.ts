import { and, eq, isNull } from "drizzle-orm";
import { billingCloses, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { yearStartOf } from "@/lib/domain/contract/billing-span";
import { fixedItems } from "@/lib/domain/contract/fixed-items";
import { knownEnd } from "@/lib/domain/contract/timeline";
import type { Id } from "@/lib/domain/ids";
import { periodOf } from "@/lib/domain/license/periods";
import { subscriptionAnchor } from "@/lib/domain/license/subscription-anchor";
import type { TaxRate } from "@/lib/domain/pricing/terms";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import { taxSettingOn } from "@/lib/domain/promise/sums/tax-setting-on";
import { dayOf } from "@/lib/domain/time/calendar";
import { addDays, type Day } from "@/lib/domain/time/day-span";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import {
  type Contract,
  findRunningContract,
  findScheduledContract,
} from "@/lib/features/license/contracts/record/queries";
import { findOpenReservation, type License } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { taxSettingsOfTenant } from "@/lib/features/payers/tax/tax-of-tenant";
import type { WantedSubscription } from "@/lib/stripe/followed-subscription";

/** How long before its period a reservation reaches the subscription, so that Stripe's renewal is made by it. */
export const reservationLeadMs = 2 * 60 * 60 * 1000;

export type SubscriptionFacts = {
  customerId: string | null;
  /** What it must say; null: there must be none. */
  wanted: Omit<WantedSubscription, "taxRateIds"> | null;
  /** Keys of the catalog's tax rates for its drafts. */
  taxKeys: string[];
  /** A version whose prices are not at Stripe yet, as of one that was negotiated; null: they are. */
  unpublished: Id<"planVersion"> | null;
  /** True from a period's first midnight until its invoice is final: nothing is told to Stripe then. */
  isRenewing: boolean;
};

/** What a license holds in its coming period. */
type Coming = {
  planVersionId: Id<"planVersion">;
  interval: PaidInterval;
  seats: number;
  addons: Record<string, string>;
  /** The first day of that period, in `timeZone`. */
  from: Day;
  timeZone: string;
  renews: boolean;
  daysUntilDue: number | null;
  taxes: readonly TaxRate[];
};

/** What the subscription of a license must say at `now`. */
export async function readSubscriptionFacts(
  tx: Transaction,
  license: License,
  timeZone: string,
  now: Date,
): Promise<SubscriptionFacts> {
  const { tenantId, id: licenseId } = license;
  const customerId = (await findPaymentAccount(tx, tenantId))?.stripeCustomerId ?? null;
  const isRenewing = await hasOpenClose(tx, tenantId);
  const none = { customerId, wanted: null, taxKeys: [], unpublished: null, isRenewing };
  const contract = await findRunningContract(tx, tenantId);
  const coming = contract
    ? await comingOfContract(tx, contract)
    : await comingHolding(tx, license, timeZone, now);
  if (!customerId || !coming) return none;
  const { planVersionId, interval, renews, daysUntilDue } = coming;
  const { definition } = await getPlanVersion(tx, planVersionId);
  const prices = await tx
    .select()
    .from(stripePrices)
    .where(and(eq(stripePrices.planVersionId, planVersionId), eq(stripePrices.interval, interval)));
  const charged = fixedItems(definition, interval, coming).filter(
    ({ quantity, unitAmountMinor }) => quantity > 0 && !/^[0.]*$/.test(unitAmountMinor),
  );
  // A license that renews at 0 has no subscription: Stripe would charge at once when its price rises above 0.
  if (charged.length === 0) return none;
  const items = charged.flatMap(({ componentKey, optionKey, quantity }) => {
    const price = prices.find((each) => each.componentKey === componentKey && each.optionKey === optionKey);
    return price ? [{ priceId: price.stripePriceId, quantity }] : [];
  });
  const unpublished = items.length < charged.length ? planVersionId : null;
  if (items.length === 0) return { ...none, unpublished };
  const anchor = subscriptionAnchor(interval, coming.from, coming.timeZone);
  const wanted = { tenantId, licenseId, customerId, interval, items, anchor, renews, daysUntilDue };
  return { customerId, wanted, taxKeys: keysOf(coming.taxes), unpublished, isRenewing };
}

async function comingHolding(
  tx: Transaction,
  license: License,
  timeZone: string,
  now: Date,
): Promise<Coming | null> {
  const { planVersionId, interval, seats, addons, periodEnd, trialEnd, renews } = license;
  // A trial has none: it is made for the period after the first one that is paid.
  if (interval === null || periodEnd === null || trialEnd) return null;
  const reservation = await findOpenReservation(tx, license.tenantId);
  const isNear = periodEnd.getTime() - now.getTime() <= reservationLeadMs;
  const held = reservation && isNear ? reservation : { planVersionId, interval, seats, addons };
  const from = dayOf(periodEnd, timeZone);
  const taxes = standardRates(await taxSettingsOfTenant(tx, license.tenantId), from);
  return { ...held, from, timeZone, renews, daysUntilDue: null, taxes };
}

/** A contract that ends with what is billed is not renewed. Invoices that are made in Stripe's dashboard are not ours. */
async function comingOfContract(tx: Transaction, contract: Contract): Promise<Coming | null> {
  const { planVersionId, interval, quantities, billedUntil, timeZone, startsAt, daysUntilDue } = contract;
  if (billedUntil === null) return null;
  // It may be billed to its end only, in the middle of a period.
  const yearStart = yearStartOf({ interval, firstDay: dayOf(startsAt, timeZone) });
  const { until } = periodOf(interval, yearStart, addDays(billedUntil, -1));
  const { seats, addons } = quantities;
  const end = knownEnd(contract, await findScheduledContract(tx, contract.tenantId));
  const renews = end === null || dayOf(end, timeZone) > billedUntil;
  return {
    planVersionId,
    interval,
    seats,
    addons: { ...addons },
    from: until,
    timeZone,
    renews,
    daysUntilDue,
    taxes: onMostOfIt(contract.taxes),
  };
}

/**
 * The rates that a subscription can have: Stripe takes up to five, on every line, and none beside one that the prices
 * contain. Whatever it has, a draft that Choba completes is taxed line by line.
 */
const keysOf = (taxes: readonly TaxRate[]): string[] =>
  taxes.every(({ components }) => components === null) &&
  taxes.length <= (taxes.some(({ inclusive }) => inclusive) ? 1 : 5)
    ? taxes.map(({ key }) => key)
    : [];

/** How most of a license is taxed on a day: at the standard rates of its payer. */
function standardRates(settings: readonly TaxSetting[], day: Day): TaxRate[] {
  const { treatment, rates } = taxSettingOn(settings, day);
  if (treatment !== "taxed") return [];
  return onMostOfIt(rates);
}

const onMostOfIt = (rates: readonly TaxRate[]): TaxRate[] =>
  rates.filter(({ category }) => category !== "reduced");

async function hasOpenClose(tx: Transaction, tenantId: Id<"tenant">): Promise<boolean> {
  const [open] = await tx
    .select({ id: billingCloses.id })
    .from(billingCloses)
    .where(and(eq(billingCloses.tenantId, tenantId), isNull(billingCloses.closedAt)))
    .limit(1);
  return open !== undefined;
}
