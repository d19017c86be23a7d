import { formatMoney } from "../core/money";
import type { Address } from "../shapes/address";
import type { PaymentMethod } from "../shapes/payment";
import { words } from "./words/index";
import type { Locale } from "./words/locale";

const TAGS: Record<Locale, string> = { en: "en-GB", ja: "ja-JP" };
const DAYS = { en: "medium", ja: "long" } as const;

/** The day in UTC, as in the descriptions of invoice lines. */
export function dayOf(locale: Locale, instant: number): string {
  return new Intl.DateTimeFormat(TAGS[locale], { dateStyle: DAYS[locale], timeZone: "UTC" }).format(
    instant * 1000,
  );
}

/** Day and time to the second, in UTC. */
export function timeOf(locale: Locale, instant: number): string {
  const style = { dateStyle: DAYS[locale], timeStyle: "medium", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat(TAGS[locale], style).format(instant * 1000)} UTC`;
}

export function periodOf(locale: Locale, { start, end }: { start: number; end: number }): string {
  return start === end ? dayOf(locale, start) : `${dayOf(locale, start)} – ${dayOf(locale, end)}`;
}

/** An amount in minor units, whole or as a decimal text, written in its currency. */
export const moneyOf = (minor: number | string, currency: string): string =>
  formatMoney(String(minor), currency);

const BRANDS: { [brand: string]: string } = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  jcb: "JCB",
};

export function cardName(locale: Locale, { brand, last4 }: { brand: string; last4: string }): string {
  return words(locale).card.endingIn(BRANDS[brand] ?? brand, last4);
}

/** "12 / 2030" */
export const expiryOf = ({ card }: PaymentMethod): string =>
  `${String(card.exp_month).padStart(2, "0")} / ${card.exp_year}`;

/** The lines of an address. A Japanese address begins with the postal code, others end with the country. */
export function addressLines(address: Address | null): string[] {
  if (!address) return [];
  const { line1, line2, city, state, postal_code, country } = address;
  const parts =
    country === "JP"
      ? [postal_code && `〒${postal_code}`, `${state ?? ""}${city ?? ""}`, line1, line2]
      : [line1, line2, [city, state, postal_code].filter(Boolean).join(" "), country];
  return parts.filter((part): part is string => Boolean(part));
}
