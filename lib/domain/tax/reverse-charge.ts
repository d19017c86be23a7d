import { euMemberStates, memberStateOfVat } from "../billing-details/tax-ids/eu-vat";
import type { TaxId } from "../billing-details/tax-ids/tax-id";
import type { Day } from "../time/day-span";

/** The reason of a setting whose text stands in every language of the product. */
export const reverseChargeReason = "reverse_charge";

/** What staff can say of it: that the VAT number decides, or that it applies or does not whatever the number is. */
export const reverseChargeRulings = ["by_number", "applies", "does_not_apply"] as const;
export type ReverseChargeRuling = (typeof reverseChargeRulings)[number];

/** From a day on, until the next one. */
export type DatedRuling = { from: Day; ruling: ReverseChargeRuling };

/**
 * True if the payer accounts for the tax: seller and payer are in different member states of the EU, and the payer has
 * a VAT number of a state other than the seller's (Directive 2006/112/EC, articles 44 and 196). Only the number's form
 * is checked.
 */
export function isReverseCharge(
  sellerCountry: string,
  payer: { country: string; taxIds: readonly TaxId[] },
): boolean {
  const isAbroad = (state: string | null) =>
    state !== null && state !== sellerCountry && euMemberStates.includes(state);
  return (
    euMemberStates.includes(sellerCountry) &&
    isAbroad(payer.country) &&
    payer.taxIds.some(({ type, value }) => type === "eu_vat" && isAbroad(memberStateOfVat(value)))
  );
}
