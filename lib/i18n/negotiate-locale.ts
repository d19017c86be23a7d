import { defaultLocale, isLocale, type Locale } from "./locales";

/**
 * The language of a request: the reader's own choice (a cookie, which signing in sets from the user's
 * preference), then what the browser asks for, then English.
 *
 * @param chosen value of the locale cookie, if any; an unknown one is ignored
 * @param acceptLanguage the header, as in RFC 9110 §12.5.4: `ja;q=0.8, en-GB`
 */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const asked = (acceptLanguage ?? "")
    .split(",")
    .map((part, order) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const q = parameters
        .map((parameter) => parameter.trim())
        .find((parameter) => parameter.startsWith("q="));
      const quality = q === undefined ? 1 : Number(q.slice(2));
      return { language: tag.split("-")[0], quality: Number.isFinite(quality) ? quality : 0, order };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order);
  for (const { language } of asked) {
    if (isLocale(language)) return language;
    if (language === "*") return defaultLocale;
  }
  return defaultLocale;
}
