import type Stripe from "stripe";
import { addressForm } from "@/lib/domain/billing-details/address/address-form";
import { readAddress } from "@/lib/domain/billing-details/address/read-address";
import { type Address, emptyAddress } from "@/lib/domain/billing-details/billing-details";
import { type StripeField, type StripeValues, sameValue, textOf } from "@/lib/domain/billing-details/fields";
import type { StripeBillingDetails } from "@/lib/domain/billing-details/stripe-billing-details";
import { asciiMailAddress, unicodeMailAddress } from "@/lib/http/mail-address";
import { OutsideUnreachable } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

/*
 * Billing details at a Stripe customer, field by field: company → `business_name`, contact person →
 * `individual_name`, address, phone, e-mail, language → `preferred_locales`, department and purchase order →
 * `invoice_settings.custom_fields` (printed on each invoice), tax ids → the customer's tax ids. Further
 * invoice receivers exist in Stripe's dashboard only and have no API, so they are kept in the metadata, where
 * the person who sends invoices finds them.
 */
const ccKey = "choba_cc_emails";

/** The names under which an invoice prints them. Custom fields with other names are left as they are. */
const customFieldNames = {
  department: { en: "Department", ja: "部署" },
  poNumber: { en: "Purchase order", ja: "注文書番号" },
} as const;
type CustomField = keyof typeof customFieldNames;
const ownCustomFields = Object.keys(customFieldNames) as CustomField[];

const isNamed = (field: CustomField, name: string) =>
  Object.values<string>(customFieldNames[field]).includes(name);

/** A customer with its tax ids expanded. */
export function billingDetailsAtStripe(customer: Stripe.Customer): StripeBillingDetails {
  const taxIds = customer.tax_ids?.data ?? [];
  const customField = (field: CustomField) =>
    customer.invoice_settings.custom_fields?.find(({ name }) => isNamed(field, name))?.value ?? "";
  return {
    customerId: customer.id,
    values: {
      companyName: customer.business_name ?? "",
      contactPerson: customer.individual_name ?? "",
      department: customField("department"),
      poNumber: customField("poNumber"),
      address: addressOf(customer.address),
      phone: customer.phone ?? "",
      email: unicodeMailAddress(customer.email ?? ""),
      ccEmails: (customer.metadata[ccKey] ?? "").split(", ").filter((address) => address !== ""),
      taxIds: taxIds.map(({ type, value }) => ({ type, value })),
      invoiceLanguage: languageOf(customer.preferred_locales?.[0] ?? ""),
    },
    verifications: Object.fromEntries(
      taxIds.flatMap(({ value, verification }) => (verification ? [[value, verification.status]] : [])),
    ),
  };
}

export async function readBillingCustomer(id: string): Promise<StripeBillingDetails | null> {
  const customer = await findCustomer(id);
  return customer && billingDetailsAtStripe(customer);
}

/**
 * Writes the named fields of `values` to the customer and returns what it has afterwards. If these fields are
 * no longer as they were `seen`, it throws OutsideUnreachable, because they must be compared again. `key`
 * makes the idempotency keys, one for each call. Null if the customer has been deleted.
 */
export async function writeBillingCustomer(
  seen: StripeBillingDetails,
  fields: readonly StripeField[],
  values: StripeValues,
  key: string,
): Promise<StripeBillingDetails | null> {
  const id = seen.customerId;
  const customer = await findCustomer(id);
  if (!customer) return null;
  const now = billingDetailsAtStripe(customer).values;
  if (fields.some((field) => !sameValue(field, now[field], seen.values[field])))
    throw new OutsideUnreachable("the customer was changed in Stripe meanwhile");
  const parameters = parametersOf(fields, values, customer);
  if (Object.keys(parameters).length > 0)
    await callStripe((stripe) => stripe.customers.update(id, parameters, { idempotencyKey: key }));
  if (fields.includes("taxIds")) await writeTaxIds(customer, values, key);
  return readBillingCustomer(id);
}

/**
 * Creates the new ones first: if the work is interrupted, the customer has too many tax ids rather than none.
 */
async function writeTaxIds(customer: Stripe.Customer, { taxIds }: StripeValues, key: string): Promise<void> {
  const there = customer.tax_ids?.data ?? [];
  const isSame = (one: { type: string; value: string }, other: { type: string; value: string }) =>
    one.type === other.type && one.value === other.value;
  for (const taxId of taxIds.filter((wanted) => !there.some((has) => isSame(has, wanted)))) {
    const parameters = taxId as Stripe.CustomerCreateTaxIdParams;
    await callStripe((stripe) =>
      stripe.customers.createTaxId(customer.id, parameters, {
        idempotencyKey: `${key}:${taxId.type}:${taxId.value}`,
      }),
    );
  }
  for (const { id } of there.filter((has) => !taxIds.some((wanted) => isSame(wanted, has))))
    await callStripe((stripe) => stripe.customers.deleteTaxId(customer.id, id));
}

async function findCustomer(id: string): Promise<Stripe.Customer | null> {
  const customer = await callStripe((stripe) => stripe.customers.retrieve(id, { expand: ["tax_ids"] }));
  return customer.deleted ? null : customer;
}

function parametersOf(
  fields: readonly StripeField[],
  values: StripeValues,
  customer: Stripe.Customer,
): Stripe.CustomerUpdateParams {
  const sends = (...names: StripeField[]) => names.some((name) => fields.includes(name));
  const language = values.invoiceLanguage || languageOf(customer.preferred_locales?.[0] ?? "");
  return {
    ...(sends("companyName") ? { business_name: values.companyName } : {}),
    ...(sends("contactPerson") ? { individual_name: values.contactPerson } : {}),
    ...(sends("phone") ? { phone: values.phone } : {}),
    ...(sends("email") ? { email: asciiMailAddress(values.email) } : {}),
    ...(sends("ccEmails") ? { metadata: { [ccKey]: values.ccEmails.join(", ") } } : {}),
    ...(sends("invoiceLanguage") ? { preferred_locales: [values.invoiceLanguage] } : {}),
    // Fields that are written in the invoice's language are written again with it.
    ...(sends("address") ||
    (sends("invoiceLanguage") && values.address.country === "JP" && agreesOn(values, customer))
      ? { address: addressFor(values.address, language) }
      : {}),
    ...(sends("department", "poNumber") ||
    (sends("invoiceLanguage") && customer.invoice_settings.custom_fields)
      ? { invoice_settings: { custom_fields: customFieldsFor(fields, values, language, customer) } }
      : {}),
  };
}

/**
 * True if the address at Stripe differs only in the language of its prefecture. Then writing it overwrites
 * nobody's change.
 */
const agreesOn = (values: StripeValues, customer: Stripe.Customer): boolean =>
  textOf("address", values.address) === textOf("address", addressOf(customer.address));

function customFieldsFor(
  fields: readonly StripeField[],
  values: StripeValues,
  language: StripeValues["invoiceLanguage"],
  customer: Stripe.Customer,
): { name: string; value: string }[] | "" {
  const there = customer.invoice_settings.custom_fields ?? [];
  const ours = ownCustomFields.flatMap((field) => {
    const value = fields.includes(field)
      ? values[field]
      : (there.find(({ name }) => isNamed(field, name))?.value ?? "");
    return value === "" ? [] : [{ name: customFieldNames[field][language || "en"], value }];
  });
  const foreign = there.filter(({ name }) => !ownCustomFields.some((field) => isNamed(field, name)));
  const all = [...foreign, ...ours];
  return all.length > 0 ? all.map(({ name, value }) => ({ name, value })) : "";
}

/** Choba writes invoices in two languages. Another language at Stripe is ignored. */
function languageOf(locale: string): StripeValues["invoiceLanguage"] {
  const [language] = locale.split("-");
  return language === "ja" || language === "en" ? language : "";
}

function addressOf(address: Stripe.Address | null | undefined): Address {
  if (!address) return emptyAddress;
  return readAddress({
    country: address.country ?? "",
    postalCode: address.postal_code ?? "",
    state: address.state ?? "",
    city: address.city ?? "",
    line1: address.line1 ?? "",
    line2: address.line2 ?? "",
  }).address;
}

/** A Japanese prefecture is kept by its Japanese name; an English invoice prints the English name. */
function addressFor(
  address: Address,
  language: StripeValues["invoiceLanguage"],
): Stripe.Emptyable<Stripe.AddressParam> {
  if (textOf("address", address) === "") return "";
  const english = addressForm("JP").states?.find(({ value }) => value === address.state)?.en;
  return {
    country: address.country,
    postal_code: address.postalCode,
    state: address.country === "JP" && language === "en" && english ? english : address.state,
    city: address.city,
    line1: address.line1,
    line2: address.line2,
  };
}
