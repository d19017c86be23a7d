"use client";

import { useLocale, useTranslations } from "next-intl";
import { PromiseTable } from "@/components/license/promise-table";
import { isDecimal, parseDecimal } from "@/lib/domain/money/decimal";
import { majorToMinor, typedDecimal } from "@/lib/domain/money/major-units";
import type { OnDemandChoices, OnDemandItem } from "@/lib/features/license/on-demand/on-demand-choices";
import type { WhatIsCharged } from "@/lib/features/license/on-demand/priced-charge";
import { formatMoney } from "@/lib/i18n/format";
import type { OnDemandActions } from "./on-demand-card";
import { useChargePreview } from "./use-charge-preview";

type ChargeEffectProps = {
  choices: OnDemandChoices;
  /** Absent: a free amount. */
  item: OnDemandItem | undefined;
  typed: string;
  when: "now" | "next_invoice";
} & Pick<OnDemandActions, "previewOnDemand">;

/** What a charge comes to with discounts and tax, worked out as it is billed. */
export function ChargeEffect({ choices, item, typed, when, previewOnDemand }: ChargeEffectProps) {
  const t = useTranslations("onDemand.charge");
  const locale = useLocale();
  const what = whatIsTyped(choices, item, typed);
  const preview = useChargePreview(previewOnDemand, what && { what, when });
  const isNothing = preview?.lines.every(({ amountMinor }) => amountMinor === "0");
  const words =
    !what || !preview
      ? t(what ? "effectAsked" : "effectNone")
      : isNothing
        ? t("effectIncluded")
        : t(when === "now" ? "effectNow" : "effectNext", {
            amount: formatMoney(preview.totalMinor, preview.currency, locale),
          });
  return (
    <section aria-label={t("effect")}>
      <h3 className="mb-1 font-medium">{t("effect")}</h3>
      <p aria-live="polite" className={preview ? "figures" : "text-ink-quiet"}>
        {words}
      </p>
      {preview && !isNothing && (
        <div className="mt-3">
          <PromiseTable promise={preview} title={t("effect")} total={t("total")} />
        </div>
      )}
    </section>
  );
}

/** Null while what is typed is no amount or quantity. */
function whatIsTyped(
  { currency }: OnDemandChoices,
  item: OnDemandItem | undefined,
  typed: string,
): WhatIsCharged | null {
  if (!item) {
    const amountMinor = majorToMinor(typed, currency);
    return amountMinor && /^[1-9]\d{0,14}$/.test(amountMinor) ? { amountMinor } : null;
  }
  const quantity = typedDecimal(typed);
  if (!isDecimal(quantity) || parseDecimal(quantity) <= 0n) return null;
  return { component: item.component, quantity };
}
