import type Stripe from "stripe";
import type { SubscribedItem } from "@/lib/domain/contract/unused-time";
import { fromUnixSeconds, toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { callStripe } from "./call-stripe";

/**
 * What Choba reads of a contract's subscription. It may have any number of items, and Choba or a person may
 * have created it.
 */
export type ContractSubscription = {
  id: string;
  customerId: string;
  status: Stripe.Subscription["status"];
  items: SubscribedItem[];
  currency: string;
  anchor: Date;
  periodEnd: Date;
  cancelAt: Date | null;
  /** The contract that Choba created it for; null if a person created it in Stripe. */
  contractId: string | null;
};

export type NewContractSubscription = {
  customerId: string;
  items: { priceId: string; quantity: number }[];
  startsAt: Date;
  anchor: Date;
  /** The agreed end. Stripe bills the last interval only until then, and ends it then. */
  endsAt: Date | null;
  daysUntilDue: number;
  /** The tax rates on every line of its invoices. */
  taxRateIds: readonly string[];
  /** The discount on its invoices while it holds; null: none. */
  couponId: string | null;
  tenantId: string;
  contractId: string;
};

/**
 * Creates a subscription whose invoices are sent to the payer. It is backdated, so that its first invoice
 * bills everything from the contract's start to the anchor
 * (docs.stripe.com/billing/subscriptions/backdating).
 */
export async function createContractSubscription(
  wanted: NewContractSubscription,
  key: string,
): Promise<ContractSubscription> {
  return read(
    await callStripe((stripe) =>
      stripe.subscriptions.create(
        {
          customer: wanted.customerId,
          items: wanted.items.map(({ priceId, quantity }) => ({ price: priceId, quantity })),
          backdate_start_date: toUnixSeconds(wanted.startsAt),
          billing_cycle_anchor: toUnixSeconds(wanted.anchor),
          proration_behavior: "create_prorations",
          ...(wanted.endsAt ? { cancel_at: toUnixSeconds(wanted.endsAt) } : {}),
          collection_method: "send_invoice",
          days_until_due: wanted.daysUntilDue,
          ...(wanted.taxRateIds.length > 0 ? { default_tax_rates: [...wanted.taxRateIds] } : {}),
          ...(wanted.couponId ? { discounts: [{ coupon: wanted.couponId }] } : {}),
          metadata: { choba_tenant: wanted.tenantId, choba_contract: wanted.contractId },
        },
        { idempotencyKey: key },
      ),
    ),
  );
}

export async function readContractSubscription(id: string): Promise<ContractSubscription> {
  return read(
    await callStripe((stripe) => stripe.subscriptions.retrieve(id, { expand: ["items.data.price.product"] })),
  );
}

/**
 * Sets its end, or (null) lets it continue. What it has billed stays as it is; Choba credits what is due. A
 * period that is not invoiced yet is invoiced only until the end (docs.stripe.com/api/subscriptions/update,
 * cancel_at).
 */
export async function setContractSubscriptionEnd(id: string, at: Date | null, key: string): Promise<void> {
  await callStripe((stripe) =>
    stripe.subscriptions.update(
      id,
      { cancel_at: at ? toUnixSeconds(at) : "", proration_behavior: "none" },
      { idempotencyKey: key },
    ),
  );
}

/** The subscription that Choba created for a contract, if the request reached Stripe. */
export async function findSubscriptionOfContract(
  customerId: string,
  contractId: string,
): Promise<ContractSubscription | null> {
  const list = await callStripe((stripe) =>
    stripe.subscriptions.list({ customer: customerId, status: "all", limit: 100 }),
  );
  const found = list.data.find((subscription) => subscription.metadata.choba_contract === contractId);
  return found ? read(found) : null;
}

/** An invoice that the payer has been asked to pay. */
export type OpenInvoice = {
  id: string;
  hostedUrl: string | null;
  dueAt: Date | null;
  isSent: boolean;
  /** Minor units as text. */
  amountDueMinor: string;
  currency: string;
};

/**
 * Every open invoice of a customer, the earliest due date first. Includes invoices that staff made in
 * Stripe's dashboard.
 */
export async function openInvoicesOf(customerId: string): Promise<OpenInvoice[]> {
  const list = await callStripe((stripe) =>
    stripe.invoices.list({ customer: customerId, status: "open", limit: 100 }),
  );
  return list.data
    .map((invoice) => ({
      id: invoice.id ?? "",
      hostedUrl: invoice.hosted_invoice_url ?? null,
      dueAt: invoice.due_date === null ? null : fromUnixSeconds(invoice.due_date),
      isSent: invoice.collection_method === "send_invoice",
      amountDueMinor: String(invoice.amount_remaining),
      currency: invoice.currency.toUpperCase(),
    }))
    .sort((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0));
}

function read(subscription: Stripe.Subscription): ContractSubscription {
  const items = subscription.items.data;
  return {
    id: subscription.id,
    customerId: typeof subscription.customer === "string" ? subscription.customer : subscription.customer.id,
    status: subscription.status,
    items: items.map(({ id, price, quantity }) => ({
      id,
      unitAmountMinor: price.unit_amount_decimal?.toString() ?? "0",
      quantity: quantity ?? 1,
      productName: nameOf(price.product),
    })),
    currency: subscription.currency.toUpperCase(),
    anchor: fromUnixSeconds(subscription.billing_cycle_anchor),
    periodEnd: fromUnixSeconds(Math.max(...items.map((item) => item.current_period_end))),
    cancelAt: subscription.cancel_at === null ? null : fromUnixSeconds(subscription.cancel_at),
    contractId: subscription.metadata.choba_contract ?? null,
  };
}

/** The product's name as it stands on invoices; its id if the product is not expanded. */
function nameOf(product: Stripe.Price["product"]): string {
  if (typeof product === "string") return product;
  return "name" in product ? product.name : product.id;
}
