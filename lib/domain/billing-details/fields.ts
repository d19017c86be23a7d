import { type Address, addressParts, type BillingDetails, type PaymentTerms } from "./billing-details";
import type { TaxId } from "./tax-ids/tax-id";

/**
 * The fields: each is entered, confirmed and compared with Stripe as one. An address is one field, because a
 * street of one place and a city of another make no address.
 */
export const detailFields = [
  "companyName",
  "department",
  "contactPerson",
  "address",
  "phone",
  "email",
  "ccEmails",
  "taxIds",
  "invoiceLanguage",
  "poNumber",
  "paymentTerms",
  "memo",
] as const;
export type DetailField = (typeof detailFields)[number];

/**
 * The fields that Stripe's customer has. Payment terms belong to each invoice there, and the memo stays with
 * Choba.
 */
export const stripeFields = [
  "companyName",
  "department",
  "contactPerson",
  "address",
  "phone",
  "email",
  "ccEmails",
  "taxIds",
  "invoiceLanguage",
  "poNumber",
] as const satisfies readonly DetailField[];
export type StripeField = (typeof stripeFields)[number];

export type FieldValues = {
  companyName: string;
  department: string;
  contactPerson: string;
  address: Address;
  phone: string;
  email: string;
  ccEmails: string[];
  taxIds: TaxId[];
  invoiceLanguage: BillingDetails["invoiceLanguage"];
  poNumber: string;
  paymentTerms: PaymentTerms;
  memo: string;
};
export type StripeValues = Pick<FieldValues, StripeField>;

/** The same details, split into fields. */
export function valuesOf(details: BillingDetails): FieldValues {
  const { country, postalCode, state, city, line1, line2, paymentTermsDays, paymentTerms, ...rest } = details;
  return {
    ...rest,
    address: { country, postalCode, state, city, line1, line2 },
    paymentTerms: { days: paymentTermsDays, text: paymentTerms },
  };
}

export function detailsOf(values: FieldValues): BillingDetails {
  const { address, paymentTerms, ...rest } = values;
  return { ...rest, ...address, paymentTermsDays: paymentTerms.days, paymentTerms: paymentTerms.text };
}

/**
 * A value as one comparable text: parts in a fixed order, lists in any order. Empty text: nothing is entered.
 */
export function textOf<Field extends DetailField>(field: Field, value: FieldValues[Field]): string {
  switch (field) {
    case "address": {
      const parts = addressParts.map((part) => (value as Address)[part]);
      return parts.every((part) => part === "") ? "" : parts.join("\n");
    }
    case "paymentTerms": {
      const { days, text } = value as PaymentTerms;
      return days === null && text === "" ? "" : `${days ?? ""}\n${text}`;
    }
    case "ccEmails":
      return [...(value as string[])].sort().join("\n");
    case "taxIds":
      return (value as TaxId[])
        .map((id) => `${id.type} ${id.value}`)
        .sort()
        .join("\n");
    default:
      return value as string;
  }
}

export const sameValue = <Field extends DetailField>(
  field: Field,
  one: FieldValues[Field],
  other: FieldValues[Field],
): boolean => textOf(field, one) === textOf(field, other);

/** The fields in which two versions differ. */
export const changedFields = (before: FieldValues, after: FieldValues): DetailField[] =>
  detailFields.filter((field) => !sameValue(field, before[field], after[field]));
