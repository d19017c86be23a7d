import type { Context } from "hono";
import { accepts } from "hono/accepts";

const LOCALES = ["en", "ja"] as const;
export type Locale = (typeof LOCALES)[number];

/** "ja-JP" → ja; null for other languages and for Stripe's "auto". */
function knownLocale(tag: string | null | undefined): Locale | null {
  const language = tag?.toLowerCase().split("-")[0];
  return LOCALES.find((locale) => locale === language) ?? null;
}

/** The language chosen on the page, else the one the object prefers, else the browser's. */
export function readerLocale(c: Context, preferred: (string | null | undefined)[] = []): Locale {
  for (const tag of [c.req.query("lang"), ...preferred]) {
    const locale = knownLocale(tag);
    if (locale) return locale;
  }
  const match = accepts(c, {
    header: "Accept-Language",
    supports: [...LOCALES],
    default: "en",
    match: (accepted) => {
      const best = [...accepted].sort((a, b) => b.q - a.q).map(({ type }) => knownLocale(type));
      return best.find((locale) => locale !== null) ?? "en";
    },
  });
  return knownLocale(match) ?? "en";
}
