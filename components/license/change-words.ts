"use client";

import { useLocale, useTranslations } from "next-intl";
import { sentenceDate } from "@/components/billing/sentence-date";
import type { ChangePreview } from "@/lib/features/orders/preview";
import { formatMoney } from "@/lib/i18n/format";

/** The button names the effect: what is paid now and what follows, or from when it is reserved. */
export function useChangeWords(timeZone: string) {
  const t = useTranslations("plans.change.buttons");
  const locale = useLocale();
  return {
    button({ kind, planName, promised, effectiveAt, cardOnFile }: ChangePreview): string {
      const plan = planName[locale];
      if (kind === "downgrade" || !promised)
        return t("reserve", { plan, date: sentenceDate(effectiveAt, timeZone, locale) });
      const amount = formatMoney(promised.totalMinor, promised.currency, locale);
      if (kind === "purchase" && !cardOnFile) return t("card", { amount });
      if (promised.totalMinor === "0") return t(`free.${kind}`, { plan });
      return t(`pay.${kind}`, { amount, plan });
    },
  };
}
