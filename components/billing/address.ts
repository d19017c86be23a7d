import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { Locale } from "@/lib/i18n/locales";

/**
 * The lines of an address without company and country. Japanese addresses go from the large to the small when they are
 * read in Japanese; all others begin with the street.
 */
export function addressLines(details: BillingDetails, locale: Locale): string[] {
  const { country, postalCode, state, city, line1, line2 } = details;
  const lines =
    country === "JP" && locale === "ja"
      ? [postalCode && `〒${postalCode.replace(/^〒/, "")}`, `${state}${city}${line1}`, line2]
      : [line1, line2, joined(", ", city, joined(" ", state, postalCode))];
  return lines.filter((line) => line !== "");
}

const joined = (separator: string, ...parts: string[]) => parts.filter((part) => part !== "").join(separator);
