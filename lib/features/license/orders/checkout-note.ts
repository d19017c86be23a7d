import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";

/** What the page that takes a card says below its button: what is charged, and when. */
export function checkoutNote(
  { currency, dueNowMinor, lines, next }: ChargePromise,
  plan: string,
  locale: Locale,
): string {
  const t = translator(locale, "billing");
  // Nothing is charged now, so the card is for what follows: a trial, or a change that costs nothing yet.
  if (lines.length > 0 || !next)
    return t("checkout.order", { plan, amount: formatMoney(dueNowMinor, currency, locale) });
  return t("checkout.trial", {
    plan,
    date: formatDate(`${next.on}T12:00:00Z`, "UTC", locale, "long"),
    amount: formatMoney(next.totalMinor, currency, locale),
  });
}
