import { en, type Words } from "./en";
import { ja } from "./ja";
import type { Locale } from "./locale";

const WORDS: Record<Locale, Words> = { en, ja };

export const words = (locale: Locale): Words => WORDS[locale];

/** What the operations say in English, in the reader's language where the pages know it. */
export function inReadersLanguage(locale: Locale, message: string | null): string {
  const t = words(locale);
  if (!message) return t.refusals.unknown;
  return t.refusals.known[message] ?? message;
}
