import { createTranslator } from "next-intl";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { LocalizedText, PaidInterval } from "@/lib/domain/catalog/plan";
import { decimalPlaces, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { divideRounded } from "@/lib/domain/money/rounding";
import { formatNumber, formatUnitPrice } from "../format";
import type { Locale } from "../locales";
import en from "../messages/en/pricing.json";
import ja from "../messages/ja/pricing.json";
import { singularOf } from "./singular";

const messages: Record<Locale, typeof en> = { en, ja };

/**
 * A translator of this area only, cached for each language. Prices are written by the hundred while sliders
 * move, also in the browser, and making a translator is slow.
 */
const translatorOf = (locale: Locale) =>
  createTranslator({
    locale,
    messages: { pricing: messages[locale] },
    namespace: "pricing",
    timeZone: "UTC",
  });
const translators: Partial<Record<Locale, ReturnType<typeof translatorOf>>> = {};

/** What the words of one plan's prices need: the language and the plan's currency. */
export type PriceWords = ReturnType<typeof priceWords>;

/** The words for amounts and quantities that lines and sentences share. */
export function priceWords(currency: string, locale: Locale) {
  translators[locale] ??= translatorOf(locale);
  const t = translators[locale];

  /** As it stands on a line: `$15.00`, `$0.005`. */
  const unitPrice = (minor: DecimalText) => formatUnitPrice(minor, currency, locale);
  /** As it stands in a sentence: `$49`, not `$49.00`. */
  const price = (minor: DecimalText) => unitPrice(minor).replace(/\.0+(?!\d)/, "");
  const isFree = (minor: DecimalText) => /^[0.]*$/.test(minor);
  /** Exact up to six places; what has more is rounded, and says so. */
  const number = (quantity: DecimalText) => {
    const shown = readable(quantity);
    return shown === quantity ? formatNumber(quantity, locale) : `≈ ${formatNumber(shown, locale)}`;
  };

  return {
    t,
    locale,
    unitPrice,
    price,
    number,
    isFree,
    /** `$49/month`; an amount of zero is "free of charge". */
    recurring: (minor: DecimalText, interval: PaidInterval) =>
      isFree(minor) ? t("amount.free") : t(`amount.${interval}`, { price: price(minor) }),
    /** `10,000 calls`, `1 call`, `50 GB`; `10,000コール`, `50 GB`. */
    counted: (quantity: DecimalText, unit: LocalizedText | undefined, shown = number(quantity)) =>
      unit ? withUnit(shown, quantity, unit[locale], locale) : shown,
  };
}

const mostPlaces = 6;

/** A quantity with six places at most, rounded half up. */
function readable(quantity: DecimalText): DecimalText {
  const places = quantity.split(".")[1]?.length ?? 0;
  if (places <= mostPlaces) return quantity;
  const step = 10n ** BigInt(decimalPlaces - mostPlaces);
  return printDecimal(divideRounded(parseDecimal(quantity), step, "half_up") * step);
}

function withUnit(shown: string, quantity: DecimalText, unit: string, locale: Locale): string {
  if (unit === "") return shown;
  if (locale === "ja") return startsInLatin(unit) ? `${shown} ${unit}` : `${shown}${unit}`;
  return `${shown} ${quantity === "1" ? (singularOf(unit) ?? unit) : unit}`;
}

const startsInLatin = (text: string) => /^[\p{Script=Latin}\d]/u.test(text);
