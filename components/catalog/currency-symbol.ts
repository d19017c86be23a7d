import type { Locale } from "@/lib/i18n/locales";

/** `$`, `¥`, or the code where the currency has no sign; the code itself for what is no currency. */
export function currencySymbol(currency: string, locale: Locale): string {
  try {
    const parts = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    }).formatToParts(0n);
    return (parts.find((part) => part.type === "currency")?.value ?? currency).replace("￥", "¥");
  } catch {
    return currency;
  }
}
