import type { DecimalText } from "@/lib/domain/catalog/component";
import { isKnownCurrency } from "@/lib/domain/catalog/problems/currencies";
import { isDecimal } from "@/lib/domain/money/decimal";
import { formatUnitPrice } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";

/**
 * A draft's amount (minor units) for people. A draft may hold anything that was typed or imported: with a currency that
 * nobody can charge, the amount is shown as it is written, since nothing says how many decimals it has.
 */
export function amountText(minor: DecimalText, currency: string, locale: Locale): string {
  if (!isDecimal(minor)) return minor;
  return isKnownCurrency(currency) ? formatUnitPrice(minor, currency, locale) : `${minor} ${currency}`.trim();
}
