import type { Context } from "hono";
import { accepts } from "hono/accepts";

const LOCALES = ["en", "ja"] as const;
export type Locale = (typeof LOCALES)[number];

/** "ja-JP" → ja; null for a language the pages do not speak, and for Stripe's "auto". */
function knownLocale(tag: string | null | undefined): Locale | null {
  const language = tag?.toLowerCase().split("-")[0];
  return LOCALES.find((locale) => locale === language) ?? null;
}

/** What the reader chose on the page, else what the object asks for, else what the browser accepts. */
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
