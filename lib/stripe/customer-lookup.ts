import type Stripe from "stripe";
import { asciiMailAddress, unicodeMailAddress } from "@/lib/http/mail-address";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

/** A customer with what staff need to recognise it before linking. */
export type CustomerSummary = {
  id: string;
  name: string;
  businessName: string;
  email: string;
  /** The currency of its invoices, in lower case as at Stripe; null before the first. */
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
  /** It exists, but in the other mode than our key (docs.stripe.com/keys#test-live-modes). */
  | { state: "other_mode" };

/** Looks a customer up by an id that somebody typed. */
export async function lookUpCustomer(id: string): Promise<CustomerFound> {
  try {
    const customer = await callStripe((stripe) => stripe.customers.retrieve(id));
    return customer.deleted ? { state: "deleted" } : { state: "found", customer: summary(customer) };
  } catch (error) {
    if (!(error instanceof OutsideRefused && error.reason === "resource_missing")) throw error;
    // Stripe has no error code for this. The message says it: "… a similar object exists in live mode, but
    // …".
    return {
      state: /similar object exists in (live|test) mode/.test(error.message) ? "other_mode" : "missing",
    };
  }
}

/**
 * The customers with this e-mail address, newest first, at most 20. Stripe compares exactly, so the address
 * in lower case is tried too. Stripe's list is up to date after every write; its search lags by up to a
 * minute.
 */
export async function findCustomersByEmail(email: string): Promise<CustomerSummary[]> {
  const found = new Map<string, CustomerSummary>();
  for (const spelling of new Set([email, email.toLowerCase(), asciiMailAddress(email).toLowerCase()])) {
    const list = await callStripe((stripe) => stripe.customers.list({ email: spelling, limit: 20 }));
    for (const customer of list.data) found.set(customer.id, summary(customer));
  }
  return [...found.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, 20);
}

/**
 * What prevents another use of a customer: a subscription that has not ended, or an invoice that is or will
 * be due.
 */
export type CustomerTies = { subscriptionId: string | null; invoiceId: string | null };

export async function readCustomerTies(customer: string): Promise<CustomerTies> {
  // The list leaves cancelled subscriptions out by default.
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
 * Writes on the customer which tenant it belongs to, for people who see it in Stripe's dashboard; null
 * removes the name. Another tenant's name is never removed.
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
    email: unicodeMailAddress(customer.email ?? ""),
    currency: customer.currency ?? null,
    createdAt: new Date(customer.created * 1000).toISOString(),
    hasPaymentMethod: customer.invoice_settings.default_payment_method !== null,
    namedTenant: customer.metadata.choba_tenant ?? null,
  };
}
