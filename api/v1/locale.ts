import type { Locale } from "@/lib/i18n/locales";
import { negotiateLocale } from "@/lib/i18n/negotiate-locale";
import type { ApiContext } from "../environment";

/** The language in which words are answered: the one asked for, or else that of Accept-Language. */
export const localeOf = (c: ApiContext, asked?: Locale): Locale =>
  asked ?? negotiateLocale(undefined, c.req.header("accept-language") ?? null);
