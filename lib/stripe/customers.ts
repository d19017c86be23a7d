import type Stripe from "stripe";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import { callStripe } from "./call";

/** What Choba keeps of a Stripe Customer. */
export type CustomerSnapshot = {
  id: string;
  deleted: boolean;
  name: string;
  email: string;
  hasPaymentMethod: boolean;
  businessName: string;
  phone: string;
  address: Omit<BillingDetails, "companyName" | "phone"> | null;
};

export type NewCustomer = {
  tenantId: string;
  name: string;
  email: string;
  locale: "en" | "ja";
  details: BillingDetails | null;
};

/** docs.stripe.com/api/customers/create. The tenant's id is kept in the metadata, so a lost answer can be found again. */
export async function createCustomer(customer: NewCustomer, key: string): Promise<CustomerSnapshot> {
  const parameters: Stripe.CustomerCreateParams = {
    name: customer.name,
    email: customer.email,
    preferred_locales: [customer.locale],
    metadata: { choba_tenant: customer.tenantId },
    ...(customer.details ? fieldsOf(customer.details) : {}),
  };
  return snapshot(await callStripe((stripe) => stripe.customers.create(parameters, { idempotencyKey: key })));
}

/** The customer that an earlier, unanswered request made for a tenant, or null. */
export async function findCustomerOfTenant(
  email: string,
  tenantId: string,
): Promise<CustomerSnapshot | null> {
  const list = await callStripe((stripe) => stripe.customers.list({ email, limit: 100 }));
  const found = list.data.find((customer) => customer.metadata.choba_tenant === tenantId);
  return found ? snapshot(found) : null;
}

export async function updateBillingDetails(
  id: string,
  details: BillingDetails,
  key: string,
): Promise<CustomerSnapshot> {
  return snapshot(
    await callStripe((stripe) => stripe.customers.update(id, fieldsOf(details), { idempotencyKey: key })),
  );
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
  const customer = await callStripe((stripe) => stripe.customers.retrieve(id));
  if (customer.deleted)
    return {
      id,
      deleted: true,
      name: "",
      email: "",
      hasPaymentMethod: false,
      businessName: "",
      phone: "",
      address: null,
    };
  return snapshot(customer);
}

function fieldsOf(details: BillingDetails): Stripe.CustomerUpdateParams {
  return {
    business_name: details.companyName,
    phone: details.phone,
    address: {
      country: details.country,
      postal_code: details.postalCode,
      state: details.state,
      city: details.city,
      line1: details.line1,
      line2: details.line2,
    },
  };
}

function snapshot(customer: Stripe.Customer): CustomerSnapshot {
  const address = customer.address;
  return {
    id: customer.id,
    deleted: false,
    name: customer.name ?? "",
    email: customer.email ?? "",
    hasPaymentMethod: customer.invoice_settings.default_payment_method !== null,
    businessName: customer.business_name ?? "",
    phone: customer.phone ?? "",
    address: address
      ? {
          country: address.country ?? "",
          postalCode: address.postal_code ?? "",
          state: address.state ?? "",
          city: address.city ?? "",
          line1: address.line1 ?? "",
          line2: address.line2 ?? "",
        }
      : null,
  };
}
