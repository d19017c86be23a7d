"use client";

import { useLocale, useTranslations } from "next-intl";
import { sentenceDay } from "@/components/billing/sentence-date";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import { formatMoney } from "@/lib/i18n/format";

/** Words that a change needs in more than one place. */
export function useChangeWords() {
  const t = useTranslations("plans");
  const locale = useLocale();

  /** The plan that is meant; where only the interval changes, with its interval. */
  function target({ planName, currentPlanName, interval }: ChangePreview): string {
    const plan = planName[locale];
    if (plan !== currentPlanName[locale]) return plan;
    return t("withInterval", { plan, interval: interval === "month" ? t("monthly") : t("yearly") });
  }

  /** The button names the effect: what is paid now and what follows, or from when it is reserved. */
  function button(preview: ChangePreview): string {
    const { kind, promise, effectiveOn, cardOnFile, trialEnd } = preview;
    const plan = target(preview);
    if (kind === "same") return t("change.buttons.same");
    if (kind === "downgrade" || !promise)
      return t("change.buttons.reserve", { plan, date: sentenceDay(effectiveOn, locale) });
    const amount = formatMoney(promise.dueNowMinor, promise.currency, locale);
    if (kind === "purchase" && trialEnd)
      return cardOnFile ? t("change.buttons.trial", { plan }) : t("change.buttons.trialCard");
    if (!cardOnFile) return t("change.buttons.card", { amount });
    if (promise.dueNowMinor === "0") return t(`change.buttons.free.${kind}`, { plan });
    return t(`change.buttons.pay.${kind}`, { amount, plan });
  }

  /** What the sheet is about. */
  function title(preview: ChangePreview): string {
    const isTrial = preview.kind === "purchase" && preview.trialEnd !== null;
    return t(isTrial ? "change.titles.trial" : `change.titles.${preview.kind}`, { plan: target(preview) });
  }

  return { target, title, button };
}
