import type { TaxId } from "./tax-ids/tax-id";

/**
 * The parts of an address at Stripe. `country` is ISO 3166-1 alpha-2. All are empty while nothing is entered.
 */
export type Address = {
  country: string;
  postalCode: string;
  state: string;
  city: string;
  line1: string;
  line2: string;
};

/** Within how many days an invoice is due, and what was agreed in words. */
export type PaymentTerms = { days: number | null; text: string };

/**
 * What an invoice says about its receiver, and what was agreed about paying. Never card data: cards are
 * entered on Stripe's pages only. The memo is for staff: neither the tenant nor Stripe gets it.
 */
export type BillingDetails = Address & {
  companyName: string;
  department: string;
  contactPerson: string;
  phone: string;
  /** Where invoices go; if empty, to the payer's own address. */
  email: string;
  ccEmails: string[];
  taxIds: TaxId[];
  invoiceLanguage: "" | "en" | "ja";
  poNumber: string;
  paymentTermsDays: number | null;
  paymentTerms: string;
  memo: string;
};

export const emptyAddress: Address = {
  country: "",
  postalCode: "",
  state: "",
  city: "",
  line1: "",
  line2: "",
};

export const emptyBillingDetails: BillingDetails = {
  ...emptyAddress,
  companyName: "",
  department: "",
  contactPerson: "",
  phone: "",
  email: "",
  ccEmails: [],
  taxIds: [],
  invoiceLanguage: "",
  poNumber: "",
  paymentTermsDays: null,
  paymentTerms: "",
  memo: "",
};

export const addressParts = ["country", "postalCode", "state", "city", "line1", "line2"] as const;
