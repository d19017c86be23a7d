import type { Metadata } from "../core/json";
import { nil } from "../core/json";

export const TAX_TYPES = [
  "admissions_tax",
  "amusement_tax",
  "attendance_tax",
  "communications_tax",
  "digital_excise_tax",
  "entertainment_tax",
  "get_fund",
  "gross_receipts_tax",
  "gst",
  "hospitality_tax",
  "hst",
  "igst",
  "jct",
  "lease_tax",
  "luxury_tax",
  "mass_transit_parking_tax",
  "nhil",
  "parking_tax",
  "pst",
  "qst",
  "resort_tax",
  "retail_delivery_fee",
  "rst",
  "sales_tax",
  "service_tax",
  "tourism_tax",
  "utility_users_tax",
  "vat",
] as const;

export const JURISDICTION_LEVELS = ["city", "country", "county", "district", "multiple", "state"] as const;

export function newTaxRate(
  id: string,
  created: number,
  name: string,
  percentage: number,
  inclusive: boolean,
) {
  return {
    id,
    object: "tax_rate" as const,
    active: true,
    country: nil<string>(),
    created,
    description: nil<string>(),
    display_name: name,
    effective_percentage: null,
    flat_amount: null,
    inclusive,
    jurisdiction: nil<string>(),
    jurisdiction_level: nil<(typeof JURISDICTION_LEVELS)[number]>(),
    livemode: false,
    metadata: {} as Metadata,
    percentage,
    rate_type: "percentage" as const,
    state: nil<string>(),
    tax_type: nil<(typeof TAX_TYPES)[number]>(),
  };
}
export type TaxRate = ReturnType<typeof newTaxRate>;

export const TAXABILITY_REASONS = [
  "customer_exempt",
  "not_collecting",
  "not_subject_to_tax",
  "not_supported",
  "portion_product_exempt",
  "portion_reduced_rated",
  "portion_standard_rated",
  "product_exempt",
  "product_exempt_holiday",
  "proportionally_rated",
  "reduced_rated",
  "reverse_charge",
  "standard_rated",
  "taxable_basis_reduced",
  "zero_rated",
] as const;

/** The tax of one rate, on a line or on a whole invoice. */
export interface TaxAmount {
  amount: number;
  tax_behavior: "exclusive" | "inclusive";
  tax_rate_details: { tax_rate: string };
  taxability_reason: "not_available" | (typeof TAXABILITY_REASONS)[number];
  taxable_amount: number;
  type: "tax_rate_details";
}
