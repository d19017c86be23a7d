import type { SelectOption } from "@/components/ui/select";
import type { Locale } from "@/lib/i18n/locales";

/** What plans are usually sold in; Stripe takes many more, and a plan may have come with one of them. */
const usual = ["JPY", "USD", "EUR", "GBP", "AUD", "CAD", "SGD", "KRW", "KWD"];

/** Currencies to choose from, the present one among them, by code and name. */
export function currencyOptions(present: string, locale: Locale): SelectOption[] {
  const codes = usual.includes(present) ? usual : [...usual, present];
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return codes.map((code) => ({ value: code, label: code, hint: nameOf(code, names) }));
}

function nameOf(code: string, names: Intl.DisplayNames): string {
  try {
    return names.of(code) ?? code;
  } catch {
    // An import may say anything.
    return code;
  }
}
