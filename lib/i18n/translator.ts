import { createTranslator } from "next-intl";
import type { Locale } from "./locales";
import { type Messages, messagesOf } from "./messages";

/**
 * Words outside a page, such as a mail written by the worker: `translator("ja", "mail")("signIn.subject")`.
 * Inside a page use next-intl's `useTranslations` or `getTranslations`.
 */
export function translator<Area extends keyof Messages>(locale: Locale, area: Area) {
  return createTranslator({ locale, messages: messagesOf(locale), namespace: area, timeZone: "UTC" });
}
