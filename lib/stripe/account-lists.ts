import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { idOf } from "./references";
import { factsOf, type SubscriptionFacts } from "./subscriptions";
import type { StripeEvent } from "./webhook";

/** One page of a list over the whole account, newest first. `next`: the last one of it; null: there are no more. */
export type AccountPage<Item> = { items: Item[]; next: string | null };

/** Where a page begins, and of what time. */
export type PageOf = { after: string | null; since?: Date; until?: Date };

const parametersOf = ({ after, since, until }: PageOf) => ({
  limit: 100,
  ...(after ? { starting_after: after } : {}),
  ...(since || until
    ? {
        created: {
          ...(since ? { gte: Math.floor(since.getTime() / 1000) } : {}),
          ...(until ? { lte: Math.floor(until.getTime() / 1000) } : {}),
        },
      }
    : {}),
});

async function pageOf<Found extends { id: string }, Item>(
  list: (stripe: Stripe) => Promise<Stripe.ApiList<Found>>,
  read: (found: Found) => Item,
): Promise<AccountPage<Item>> {
  const { data, has_more: hasMore } = await callStripe(list);
  return { items: data.map(read), next: hasMore ? (data.at(-1)?.id ?? null) : null };
}

export const pageOfEvents = (of: PageOf): Promise<AccountPage<StripeEvent>> =>
  pageOf(
    (stripe) => stripe.events.list(parametersOf(of)),
    (event) => event as unknown as StripeEvent,
  );

/** What of a customer can be compared without reading it singly. */
export type ListedCustomer = {
  id: string;
  /** In the payer's favour; negative: owed. */
  balanceMinor: bigint;
  paymentMethodId: string | null;
  discountIds: string[];
};

export const pageOfCustomers = (of: PageOf): Promise<AccountPage<ListedCustomer>> =>
  pageOf(
    (stripe) => stripe.customers.list(parametersOf(of)),
    (customer) => ({
      id: customer.id,
      balanceMinor: -BigInt(customer.balance),
      paymentMethodId: idOf(customer.invoice_settings.default_payment_method),
      discountIds: customer.discount ? [customer.discount.id] : [],
    }),
  );

export type ListedSubscription = SubscriptionFacts & { discountIds: string[] };

/** Those that were ended are left out. */
export const pageOfSubscriptions = (of: PageOf): Promise<AccountPage<ListedSubscription>> =>
  pageOf(
    (stripe) => stripe.subscriptions.list(parametersOf(of)),
    (subscription) => ({
      ...factsOf(subscription),
      discountIds: subscription.discounts.map((discount) => idOf(discount) ?? ""),
    }),
  );

/** What of an invoice changes while it lives. */
export type ListedInvoice = {
  id: string;
  customerId: string;
  status: string;
  totalMinor: bigint;
  paidMinor: bigint;
  remainingMinor: bigint;
  creditedMinor: bigint;
  currency: string;
};

export const pageOfInvoices = (of: PageOf & { status?: "open" }): Promise<AccountPage<ListedInvoice>> =>
  pageOf(
    (stripe) => stripe.invoices.list({ ...parametersOf(of), ...(of.status ? { status: of.status } : {}) }),
    (invoice) => ({
      id: invoice.id,
      customerId: idOf(invoice.customer) ?? "",
      status: invoice.status ?? "draft",
      totalMinor: BigInt(invoice.total),
      paidMinor: BigInt(invoice.amount_paid),
      remainingMinor: BigInt(invoice.amount_remaining),
      creditedMinor: BigInt(
        invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount,
      ),
      currency: invoice.currency.toUpperCase(),
    }),
  );

/** A refund, a dispute or a credit note: it has a state, and is about a payment or an invoice. */
export type ListedReturn = {
  id: string;
  status: string;
  amountMinor: string;
  currency: string;
  createdAt: number;
  chargeId: string | null;
};

export const pageOfRefunds = (of: PageOf): Promise<AccountPage<ListedReturn>> =>
  pageOf(
    (stripe) => stripe.refunds.list(parametersOf(of)),
    (refund) => ({
      ...listed(refund, refund.amount),
      status: refund.status ?? "pending",
      chargeId: idOf(refund.charge),
    }),
  );

export const pageOfDisputes = (of: PageOf): Promise<AccountPage<ListedReturn>> =>
  pageOf(
    (stripe) => stripe.disputes.list(parametersOf(of)),
    (dispute) => ({
      ...listed(dispute, dispute.amount),
      status: dispute.status,
      chargeId: idOf(dispute.charge),
    }),
  );

export const pageOfCreditNotes = (of: PageOf): Promise<AccountPage<ListedReturn>> =>
  pageOf(
    (stripe) => stripe.creditNotes.list(parametersOf(of)),
    (note) => ({ ...listed(note, note.total), status: note.status, chargeId: null }),
  );

const listed = (
  { id, currency, created }: { id: string; currency: string; created: number },
  amount: number,
) => ({
  id,
  amountMinor: String(amount),
  currency: currency.toUpperCase(),
  createdAt: created,
});
