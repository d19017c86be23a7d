import type Stripe from "stripe";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call";

/** A customer as staff recognise it before linking. */
export type CustomerSummary = {
  id: string;
  name: string;
  businessName: string;
  email: string;
  /** Of its invoices, lower case as Stripe has it; null before the first. */
  currency: string | null;
  /** ISO 8601. */
  createdAt: string;
  hasPaymentMethod: boolean;
  /** The tenant that Choba wrote on it, or null. */
  namedTenant: string | null;
};

export type CustomerFound =
  | { state: "found"; customer: CustomerSummary }
  | { state: "missing" }
  | { state: "deleted" }
  /** It exists, but our key is of the other mode (docs.stripe.com/keys#test-live-modes). */
  | { state: "other_mode" };

/** Looks a customer up by its id, which somebody typed. */
export async function lookUpCustomer(id: string): Promise<CustomerFound> {
  try {
    const customer = await callStripe((stripe) => stripe.customers.retrieve(id));
    return customer.deleted ? { state: "deleted" } : { state: "found", customer: summary(customer) };
  } catch (error) {
    if (!(error instanceof OutsideRefused && error.reason === "resource_missing")) throw error;
    // Stripe has no code of its own for it and says it in the message: "… a similar object exists in live mode, but …".
    return {
      state: /similar object exists in (live|test) mode/.test(error.message) ? "other_mode" : "missing",
    };
  }
}

/**
 * The customers with this e-mail address, newest first, at most 20. Stripe compares exactly, so the address is also tried
 * in small letters. The list is read after every write, unlike Stripe's search, which lags by up to a minute.
 */
export async function findCustomersByEmail(email: string): Promise<CustomerSummary[]> {
  const found = new Map<string, CustomerSummary>();
  for (const spelling of new Set([email, email.toLowerCase()])) {
    const list = await callStripe((stripe) => stripe.customers.list({ email: spelling, limit: 20 }));
    for (const customer of list.data) found.set(customer.id, summary(customer));
  }
  return [...found.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, 20);
}

/** What still binds a customer: a subscription that is not over, or an invoice that is or will be to be paid. */
export type CustomerTies = { subscriptionId: string | null; invoiceId: string | null };

export async function readCustomerTies(customer: string): Promise<CustomerTies> {
  // Cancelled subscriptions are left out of the list unless asked for.
  const subscriptions = await callStripe((stripe) => stripe.subscriptions.list({ customer, limit: 1 }));
  const ofStatus = (status: "open" | "draft") =>
    callStripe((stripe) => stripe.invoices.list({ customer, status, limit: 1 }));
  const [open, draft] = [await ofStatus("open"), await ofStatus("draft")];
  return {
    subscriptionId: subscriptions.data[0]?.id ?? null,
    invoiceId: open.data[0]?.id ?? draft.data[0]?.id ?? null,
  };
}

/**
 * Writes on the customer which tenant it belongs to, for whoever looks at it in Stripe's dashboard; null takes it off.
 * Another tenant's name is never taken off.
 */
export async function nameTenantOnCustomer(
  id: string,
  tenantId: string,
  belongs: boolean,
  key: string,
): Promise<void> {
  const customer = await callStripe((stripe) => stripe.customers.retrieve(id));
  if (customer.deleted) return;
  const named = customer.metadata.choba_tenant === tenantId;
  if (named === belongs) return;
  await callStripe((stripe) =>
    stripe.customers.update(
      id,
      { metadata: { choba_tenant: belongs ? tenantId : "" } },
      { idempotencyKey: `${key}:${belongs ? "on" : "off"}` },
    ),
  );
}

function summary(customer: Stripe.Customer): CustomerSummary {
  return {
    id: customer.id,
    name: customer.name ?? "",
    businessName: customer.business_name ?? "",
    email: customer.email ?? "",
    currency: customer.currency ?? null,
    createdAt: new Date(customer.created * 1000).toISOString(),
    hasPaymentMethod: customer.invoice_settings.default_payment_method !== null,
    namedTenant: customer.metadata.choba_tenant ?? null,
  };
}
