"use client";

import { useLocale, useTranslations } from "next-intl";
import { isDecimal, parseDecimal } from "@/lib/domain/money/decimal";
import { majorToMinor, typedDecimal } from "@/lib/domain/money/major-units";
import { onDemandLines } from "@/lib/domain/on-demand/on-demand-lines";
import type { OnDemandChoices, OnDemandItem } from "@/lib/features/license/on-demand/on-demand-choices";
import { formatMoney } from "@/lib/i18n/format";

type ChargeEffectProps = {
  choices: OnDemandChoices;
  /** Absent: a free amount. */
  item: OnDemandItem | undefined;
  typed: string;
  when: "now" | "next_invoice";
};

/** What a charge comes to before tax and discounts, worked out as it is billed. */
export function ChargeEffect({ choices, item, typed, when }: ChargeEffectProps) {
  const t = useTranslations("onDemand.charge");
  const locale = useLocale();
  const minor = amountOf(choices, item, typed);
  const amount = minor === null ? "" : formatMoney(minor, choices.currency, locale);
  const words =
    minor === null
      ? t("effectNone")
      : minor === 0n
        ? t("effectIncluded")
        : t(when === "now" ? "effectNow" : "effectNext", { amount });
  return (
    <section aria-label={t("effect")} aria-live="polite">
      <h3 className="mb-1 font-medium">{t("effect")}</h3>
      <p className={minor === null ? "text-ink-quiet" : "figures"}>{words}</p>
    </section>
  );
}

/** Null while what is typed is no amount or quantity. */
function amountOf(
  { currency, planName }: OnDemandChoices,
  item: OnDemandItem | undefined,
  typed: string,
): bigint | null {
  if (!item) {
    const minor = majorToMinor(typed, currency);
    return minor && /^[1-9]\d{0,14}$/.test(minor) ? BigInt(minor) : null;
  }
  const quantity = typedDecimal(typed);
  if (!isDecimal(quantity) || parseDecimal(quantity) <= 0n) return null;
  const { component, name, unit, unitAmountMinor, includedLeft } = item;
  const lines = onDemandLines(
    {
      id: "",
      description: "",
      // The amount is the same on every day of a month.
      day: "2000-01-01",
      currency,
      planVersionId: "",
      planName,
      taxCategory: "standard",
      component,
      name,
      unit,
      quantity,
      unitAmountMinor,
      included: includedLeft,
    },
    "0",
  );
  return lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
