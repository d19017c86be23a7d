import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale } from "./locales";
import { messagesOf } from "./messages";
import { negotiateLocale } from "./negotiate-locale";
import { dashboardLocaleCookie, localeCookie } from "./preference";

/** next-intl calls this once per request to get language and messages. An explicit `locale` (mail) wins. */
export default getRequestConfig(async ({ locale: asked }) => {
  if (isLocale(asked)) return { locale: asked, messages: messagesOf(asked), timeZone: "UTC" };
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const chosen = jar.get(dashboardLocaleCookie)?.value || jar.get(localeCookie)?.value;
  const locale = negotiateLocale(chosen, head.get("accept-language"));
  // Dates are formatted in the zone of a tenant by lib/i18n/format, never in a zone guessed from the machine.
  return { locale, messages: messagesOf(locale), timeZone: "UTC" };
});
