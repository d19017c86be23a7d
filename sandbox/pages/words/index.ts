import { en, type Words } from "./en";
import { ja } from "./ja";
import type { Locale } from "./locale";

const WORDS: Record<Locale, Words> = { en, ja };

export const words = (locale: Locale): Words => WORDS[locale];

/** An error message of the operations in the reader's language, or in English when there is no translation. */
export function inReadersLanguage(locale: Locale, message: string | null): string {
  const t = words(locale);
  if (!message) return t.refusals.unknown;
  return t.refusals.known[message] ?? message;
}
