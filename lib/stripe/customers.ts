import type Stripe from "stripe";
import type { StripeBillingDetails } from "@/lib/domain/billing-details/stripe-billing-details";
import type { FoundDiscount } from "@/lib/domain/coupons/found-discount";
import { asciiMailAddress, unicodeMailAddress } from "@/lib/http/mail-address";
import { billingDetailsAtStripe } from "./billing-customer";
import { callStripe } from "./call-stripe";
import { foundDiscounts } from "./discounts";
import { idOf } from "./references";

/** What Choba keeps of a Stripe Customer. */
export type CustomerSnapshot = {
  id: string;
  deleted: boolean;
  name: string;
  email: string;
  hasPaymentMethod: boolean;
  /** The payment method that invoices are charged to. */
  paymentMethodId: string | null;
  /** In the payer's favour; negative: owed. */
  balanceMinor: bigint;
  /** Coupons that people put on it. Choba puts none. */
  discounts: FoundDiscount[];
  /** Null for a deleted customer. */
  billing: StripeBillingDetails | null;
};

export type NewCustomer = {
  tenantId: string;
  name: string;
  email: string;
  locale: "en" | "ja";
};

/**
 * docs.stripe.com/api/customers/create. The metadata holds the tenant's id, so that the customer is found
 * again after a lost response.
 */
export async function createCustomer(customer: NewCustomer, key: string): Promise<CustomerSnapshot> {
  const parameters: Stripe.CustomerCreateParams = {
    name: customer.name,
    email: asciiMailAddress(customer.email),
    preferred_locales: [customer.locale],
    metadata: { choba_tenant: customer.tenantId },
    expand: ["tax_ids"],
  };
  return snapshot(await callStripe((stripe) => stripe.customers.create(parameters, { idempotencyKey: key })));
}

/** The customer that an earlier request without a response made for a tenant, or null. */
export async function findCustomerOfTenant(
  email: string,
  tenantId: string,
): Promise<CustomerSnapshot | null> {
  const list = await callStripe((stripe) =>
    stripe.customers.list({ email: asciiMailAddress(email), limit: 100, expand: ["data.tax_ids"] }),
  );
  const found = list.data.find((customer) => customer.metadata.choba_tenant === tenantId);
  return found ? snapshot(found) : null;
}

export async function setDefaultPaymentMethod(id: string, paymentMethod: string, key: string): Promise<void> {
  await callStripe((stripe) =>
    stripe.customers.update(
      id,
      { invoice_settings: { default_payment_method: paymentMethod } },
      { idempotencyKey: key },
    ),
  );
}

export async function readCustomer(id: string): Promise<CustomerSnapshot> {
  const customer = await callStripe((stripe) =>
    stripe.customers.retrieve(id, { expand: ["tax_ids", "discount.source.coupon.applies_to"] }),
  );
  if (customer.deleted)
    return {
      id,
      deleted: true,
      name: "",
      email: "",
      hasPaymentMethod: false,
      paymentMethodId: null,
      balanceMinor: 0n,
      discounts: [],
      billing: null,
    };
  return snapshot(customer);
}

function snapshot(customer: Stripe.Customer): CustomerSnapshot {
  return {
    id: customer.id,
    deleted: false,
    name: customer.name ?? "",
    email: unicodeMailAddress(customer.email ?? ""),
    balanceMinor: -BigInt(customer.balance),
    discounts: customer.discount ? foundDiscounts([customer.discount]) : [],
    hasPaymentMethod: customer.invoice_settings.default_payment_method !== null,
    paymentMethodId: idOf(customer.invoice_settings.default_payment_method),
    billing: billingDetailsAtStripe(customer),
  };
}
