import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Locale } from "@/lib/i18n/locales";
import { negotiateLocale } from "@/lib/i18n/negotiate-locale";
import type { ApiContext } from "../environment";

/** The language of the request, in which SaaSus's single names are read. */
export const localeRead = (c: ApiContext): Locale =>
  negotiateLocale(undefined, c.req.header("accept-language") ?? null);

/** SaaSus has one display name; it is read in the language of the request. */
export const nameRead = (c: ApiContext, name: LocalizedText): string => name[localeRead(c)];

/** A new display name holds for both languages. If the name that was read is sent back, neither changes. */
export const nameInBoth = (c: ApiContext, present: LocalizedText, sent: string): LocalizedText =>
  sent === nameRead(c, present) ? present : { en: sent, ja: sent };
