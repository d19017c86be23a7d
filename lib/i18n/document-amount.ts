import { formatMoney } from "./format";
import type { Locale } from "./locales";

/** An amount as documents show it: Japanese ones have ▲ where it is negative. */
export const documentMoney = (minor: bigint, currency: string, locale: Locale): string =>
  documentAmount(formatMoney(minor, currency, locale), locale);

/** The same for an amount that is text already. */
export const documentAmount = (text: string, locale: Locale): string =>
  locale === "ja" ? text.replace(/^[-−]/, "▲") : text;
