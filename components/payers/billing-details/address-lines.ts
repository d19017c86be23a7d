import { addressForm } from "@/lib/domain/billing-details/address/address-form";
import type { Address } from "@/lib/domain/billing-details/billing-details";
import type { Locale } from "@/lib/i18n/locales";

/**
 * The lines of an address without company and country. Japanese addresses go from the large to the small when they are
 * read in Japanese; all others begin with the street. A prefecture stands by its name in the reader's language.
 */
export function addressLines(address: Address, locale: Locale): string[] {
  const { country, postalCode, state, city, line1, line2 } = address;
  const lines =
    country === "JP" && locale === "ja"
      ? [postalCode && `〒${postalCode.replace(/^〒/, "")}`, `${state}${city}${line1}`, line2]
      : [line1, line2, lastLine(address, locale)];
  return lines.filter((line) => line !== "");
}

function lastLine({ country, postalCode, state, city }: Address, locale: Locale): string {
  const { states, codeBeforeCity } = addressForm(country);
  const choice = states?.find(({ value }) => value === state);
  const place = country === "JP" ? ((locale === "ja" ? choice?.ja : choice?.en) ?? state) : state;
  if (codeBeforeCity) return joined(", ", joined(" ", postalCode, city), place);
  return joined(", ", city, joined(" ", place, postalCode));
}

const joined = (separator: string, ...parts: string[]) => parts.filter((part) => part !== "").join(separator);
