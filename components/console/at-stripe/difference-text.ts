import { useLocale, useTranslations } from "next-intl";
import type { DifferenceFacts, DifferenceKind } from "@/lib/domain/stripe-differences/difference";
import { formatDate, formatMoney } from "@/lib/i18n/format";

/** A difference in one sentence, with its amount and its day. */
export function useDifferenceText(timeZone: string) {
  const t = useTranslations("atStripe.kinds");
  const moneyOf = useMoneyOf();
  const locale = useLocale();
  return ({ kind, facts }: { kind: DifferenceKind; facts: DifferenceFacts }): string => {
    const { name = "", quantity = "1", wantedQuantity = "1", at, event = "" } = facts;
    return t(kind, {
      name,
      event,
      quantity,
      wanted: wantedQuantity,
      amount: moneyOf(facts),
      date: at ? formatDate(at, timeZone, locale, "long") : "–",
    });
  };
}

/** What it costs, with the tax that comes on top. */
export function useMoneyOf() {
  const locale = useLocale();
  return ({ amountMinor, taxMinor = "0", currency }: DifferenceFacts): string =>
    amountMinor && currency
      ? formatMoney(String(BigInt(amountMinor) + BigInt(taxMinor)), currency, locale)
      : "–";
}
