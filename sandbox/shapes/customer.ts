import type { Metadata } from "../core/json";
import { nil } from "../core/json";
import type { Address } from "./address";
import type { CustomField } from "./custom-fields";
import type { Discount } from "./discount";

export const EMAIL_PATTERN = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function newCustomer(id: string, created: number) {
  return {
    id,
    object: "customer" as const,
    address: nil<Address>(),
    balance: 0,
    business_name: undefined as string | undefined,
    created,
    currency: nil<string>(),
    customer_account: nil<string>(),
    default_source: nil<string>(),
    delinquent: false,
    description: nil<string>(),
    discount: nil<Discount>(),
    email: nil<string>(),
    individual_name: undefined as string | undefined,
    invoice_prefix: "",
    invoice_settings: {
      custom_fields: nil<CustomField[]>(),
      default_payment_method: nil<string>(),
      footer: nil<string>(),
      rendering_options: null,
    },
    livemode: false,
    metadata: {} as Metadata,
    name: nil<string>(),
    next_invoice_sequence: 1,
    phone: nil<string>(),
    preferred_locales: [] as string[],
    shipping: nil<{
      address: Address;
      carrier: string | null;
      name: string;
      phone: string | null;
      tracking_number: string | null;
    }>(),
    tax_exempt: "none",
    test_clock: nil<string>(),
  };
}
export type Customer = ReturnType<typeof newCustomer>;

/** Without a customer it is one of the account's own. */
export function newTaxId(id: string, created: number, customer: string | null, type: string, value: string) {
  return {
    id,
    object: "tax_id" as const,
    country: nil<string>(),
    created,
    customer,
    customer_account: nil<string>(),
    livemode: false,
    owner:
      customer === null
        ? { customer_account: nil<string>(), type: "self" }
        : { customer, customer_account: nil<string>(), type: "customer" },
    type,
    value,
    verification: nil<{ status: string; verified_address: string | null; verified_name: string | null }>(),
  };
}
export type TaxId = ReturnType<typeof newTaxId>;
