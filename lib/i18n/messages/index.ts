import type { Locale } from "../locales";
import en from "./en";
import ja from "./ja";

/** English defines the shape: a key that is missing in another language, or in code, fails `tsc`. */
export type Messages = typeof en;

const catalog: Record<Locale, Messages> = { en, ja };

export function messagesOf(locale: Locale): Messages {
  return catalog[locale];
}
