import type Stripe from "stripe";
import type {
  AccountCustomer,
  AccountItem,
  AccountPrice,
  AccountSubscription,
  PaidLine,
  UnfinishedInvoice,
} from "@/lib/domain/moving-in/stripe-account";
import type { AccountPage } from "./account-lists";
import { callStripe } from "./call-stripe";
import { foundDiscounts } from "./discounts";
import { anchorOf, renewsOf } from "./found-subscription";
import { idOf } from "./references";

type After = string | null;
const pageAfter = (after: After) => ({ limit: 100, ...(after ? { starting_after: after } : {}) });

const page = <Found extends { id: string }, Item>(
  { data, has_more: hasMore }: Stripe.ApiList<Found>,
  read: (found: Found) => Item,
): AccountPage<Item> => ({ items: data.map(read), next: hasMore ? (data.at(-1)?.id ?? null) : null });

export const customersToMove = async (after: After): Promise<AccountPage<AccountCustomer>> =>
  page(await callStripe((stripe) => stripe.customers.list(pageAfter(after))), (customer) => ({
    id: customer.id,
    name: customer.name ?? "",
    email: customer.email ?? "",
    currency: customer.currency?.toUpperCase() ?? null,
    country: customer.address?.country ?? "",
    balanceMinor: -BigInt(customer.balance),
    paymentMethodId: idOf(customer.invoice_settings.default_payment_method),
    taxExempt: customer.tax_exempt ?? "none",
  }));

/** Names of products by id: a list of subscriptions can say its prices, but not their products. */
export const productsToMove = async (after: After): Promise<AccountPage<{ id: string; name: string }>> =>
  page(await callStripe((stripe) => stripe.products.list(pageAfter(after))), ({ id, name }) => ({
    id,
    name,
  }));

/** Those that were ended are left out. */
export async function subscriptionsToMove(
  after: After,
  names: ReadonlyMap<string, string>,
): Promise<AccountPage<AccountSubscription>> {
  const expand = ["data.discounts.source.coupon", "data.latest_invoice"];
  const list = await callStripe((stripe) => stripe.subscriptions.list({ ...pageAfter(after), expand }));
  return page(list, (subscription) => subscriptionToMove(subscription, names));
}

export const unfinishedInvoices = async (
  status: UnfinishedInvoice["status"],
  after: After,
): Promise<AccountPage<UnfinishedInvoice>> =>
  page(await callStripe((stripe) => stripe.invoices.list({ ...pageAfter(after), status })), (invoice) => ({
    id: invoice.id,
    customerId: idOf(invoice.customer) ?? "",
    status,
  }));

function subscriptionToMove(
  subscription: Stripe.Subscription,
  names: ReadonlyMap<string, string>,
): AccountSubscription {
  const { cancel_at: endsAt, items, default_payment_method: card } = subscription;
  const ends = items.data.map((item) => item.current_period_end);
  const isEndOfPeriod = endsAt !== null && ends.every((end) => end === endsAt);
  return {
    id: subscription.id,
    customerId: idOf(subscription.customer) ?? "",
    currency: subscription.currency.toUpperCase(),
    status: subscription.status,
    items: items.data.map((item) => itemToMove(item, subscription, names)),
    renews: renewsOf(subscription),
    anchor: anchorOf(subscription),
    endsOn: endsAt === null || isEndOfPeriod ? null : dateOf(endsAt),
    trialEnd: subscription.trial_end ? dateOf(subscription.trial_end) : null,
    isPaused: subscription.pause_collection !== null,
    isScheduled: subscription.schedule !== null,
    hasPendingUpdate: subscription.pending_update !== null,
    isSent: subscription.collection_method === "send_invoice",
    isTaxedByStripe: subscription.automatic_tax.enabled,
    hasCardOfItsOwn: card !== null,
    discounts: foundDiscounts(subscription.discounts),
    paid: paidBy(subscription.latest_invoice),
    licenseId: subscription.metadata.choba_license ?? null,
  };
}

/** Prorations are left out: they are of another time than the period. An invoice shows its first lines only where it has many. */
function paidBy(invoice: Stripe.Subscription["latest_invoice"]): AccountSubscription["paid"] {
  if (!invoice || typeof invoice === "string" || invoice.status !== "paid" || invoice.lines.has_more)
    return null;
  const lines = invoice.lines.data.flatMap((line): PaidLine[] => {
    const details = line.parent?.subscription_item_details;
    if (!details || details.proration) return [];
    return [
      {
        itemId: details.subscription_item,
        periodStart: dateOf(line.period.start),
        periodEnd: dateOf(line.period.end),
        amountMinor: BigInt(line.amount),
        discounts: (line.discount_amounts ?? []).map(({ amount, discount }) => ({
          id: idOf(discount) ?? "",
          amountMinor: BigInt(amount),
        })),
        taxMinor: (line.taxes ?? []).reduce((all, { amount }) => all + BigInt(amount), 0n),
      },
    ];
  });
  return { invoiceId: invoice.id, lines };
}

function itemToMove(
  item: Stripe.SubscriptionItem,
  { default_tax_rates }: Stripe.Subscription,
  names: ReadonlyMap<string, string>,
): AccountItem {
  const ownRates = item.tax_rates ?? [];
  const rates = ownRates.length > 0 ? ownRates : (default_tax_rates ?? []);
  return {
    id: item.id,
    price: priceToMove(item.price, names),
    quantity: item.quantity ?? 1,
    periodStart: dateOf(item.current_period_start),
    periodEnd: dateOf(item.current_period_end),
    rates: rates.map(({ percentage, inclusive }) => ({ percent: String(percentage), inclusive })),
  };
}

function priceToMove(price: Stripe.Price, names: ReadonlyMap<string, string>): AccountPrice {
  const productId = idOf(price.product) ?? "";
  return {
    id: price.id,
    productId,
    productName: names.get(productId) ?? price.nickname ?? productId,
    currency: price.currency.toUpperCase(),
    interval: price.recurring?.interval ?? "",
    intervalCount: price.recurring?.interval_count ?? 1,
    unitAmountMinor: price.unit_amount_decimal === null ? null : String(price.unit_amount_decimal),
    isMetered: price.recurring?.usage_type === "metered",
    isTiered: price.billing_scheme === "tiered",
    isTransformed: price.transform_quantity !== null,
  };
}

const dateOf = (seconds: number): Date => new Date(seconds * 1000);
