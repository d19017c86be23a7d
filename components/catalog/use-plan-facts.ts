"use client";

import { useLocale, useTranslations } from "next-intl";
import type {
  AddonComponent,
  AmountByInterval,
  Component,
  DecimalText,
  UsageComponent,
} from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { isDecimal } from "@/lib/domain/money/decimal";
import { formatNumber } from "@/lib/i18n/format";
import { amountText } from "./amount-text";
import type { FactGroup } from "./differences";

/** A plan in words, one group for the plan itself and one for each component: to read it, and to compare two of them. */
export function usePlanFacts(): (definition: PlanDefinition) => FactGroup[] {
  const t = useTranslations("catalog.facts");
  const kinds = useTranslations("catalog.card.kinds");
  const models = useTranslations("catalog.price.models");
  const modes = useTranslations("catalog.changeModes");
  const roundings = useTranslations("catalog.scale.roundings");
  const inUses = useTranslations("catalog.seats.inUses");
  const locale = useLocale();

  return (definition) => {
    const { currency } = definition;
    // A draft may hold anything that was typed.
    const number = (text: DecimalText) => (isDecimal(text) ? formatNumber(text, locale) : text);
    const amount = (minor: DecimalText) => amountText(minor, currency, locale);
    const byInterval = ({ month, year }: AmountByInterval) =>
      [
        month !== null && t("aMonth", { amount: amount(month) }),
        year !== null && t("aYear", { amount: amount(year) }),
      ]
        .filter(Boolean)
        .join(" · ") || t("nothing");
    const count = (value: number | null) => (value === null ? t("unlimited") : formatNumber(value, locale));
    const fact = (label: Parameters<typeof t>[0], value: string) => ({ label: t(label), value });

    const plan: FactGroup = {
      key: "",
      title: t("plan"),
      facts: [
        fact("nameEn", definition.name.en),
        fact("nameJa", definition.name.ja),
        fact("summary", definition.summary[locale]),
        fact("currency", currency),
        fact("features", definition.features.map((feature) => feature[locale]).join(" · ")),
        fact("registeredRps", count(definition.limits.registeredRps)),
        fact("registeredUsers", count(definition.limits.registeredUsers)),
        fact("trial", definition.trialDays ? t("trialDays", { days: definition.trialDays }) : ""),
        fact("changeMode", modes(definition.changeMode ?? "prorated")),
      ].filter(({ value }) => value !== ""),
    };
    return [plan, ...definition.components.map((component) => group(component))];

    function group(component: Component): FactGroup {
      return {
        key: component.key,
        title: component.name[locale] || component.name.en,
        kind: kinds(component.kind),
        facts: [
          ...factsOf(component),
          ...(component.taxCategory === "reduced" ? [fact("tax", t("reducedRate"))] : []),
        ],
      };
    }

    function factsOf(component: Component) {
      switch (component.kind) {
        case "base":
          return [fact("price", byInterval(component.amountMinor))];
        case "seats":
          return [
            fact("included", count(component.included)),
            fact("pricePerSeat", byInterval(component.unitAmountMinor)),
            ...(component.minimum > 0 ? [fact("minimumSeats", count(component.minimum))] : []),
            ...(component.maximum !== null ? [fact("maximumSeats", count(component.maximum))] : []),
            ...(component.inUse ? [fact("seatsInUse", inUses(component.inUse))] : []),
          ];
        case "usage":
          return usageFacts(component);
        case "addon":
          return addonFacts(component);
        case "on_demand":
          return [
            fact(
              "price",
              t("each", { amount: amount(component.unitAmountMinor), unit: component.unit[locale] }),
            ),
            fact("included", number(component.included)),
          ];
      }
    }

    function addonFacts({ choice }: AddonComponent) {
      if (choice.type === "switch") return [fact("price", byInterval(choice.amountMinor))];
      if (choice.type === "quantity")
        return [
          fact("pricePerOne", byInterval(choice.unitAmountMinor)),
          ...(choice.included > 0 ? [fact("included", count(choice.included))] : []),
          ...(choice.maximum !== null ? [fact("maximum", count(choice.maximum))] : []),
        ];
      return choice.options.map((option) => ({
        label: option.name[locale],
        value: byInterval(option.amountMinor),
      }));
    }

    function usageFacts(component: UsageComponent) {
      const { price, scale, includedPerSeat, minimumMinor, capMinor } = component;
      const unit = component.unit[locale];
      return [
        fact("meter", component.meter),
        fact("model", models(price.model)),
        ...(price.model === "unlimited" ? [] : [fact("included", `${number(component.included)} ${unit}`)]),
        ...(includedPerSeat === "0" ? [] : [fact("includedPerSeat", `${number(includedPerSeat)} ${unit}`)]),
        ...priceFacts(component),
        ...(scale
          ? [
              fact(
                "scale",
                t("scaled", {
                  divideBy: number(scale.divideBy),
                  decimals: scale.decimals,
                  rounding: roundings(scale.rounding),
                }),
              ),
            ]
          : []),
        ...(minimumMinor === null ? [] : [fact("minimum", amount(minimumMinor))]),
        ...(capMinor === null ? [] : [fact("cap", amount(capMinor))]),
      ];
    }

    function forMany(minor: DecimalText, many: DecimalText, unit: string): string {
      if (many === "1") return t("forOne", { amount: amount(minor) });
      return t("forMany", { amount: amount(minor), many: number(many), unit });
    }

    function priceFacts({ price, unit: names }: UsageComponent) {
      const unit = names[locale];
      if (price.model === "per_unit") return [fact("price", forMany(price.unitAmountMinor, price.per, unit))];
      if (price.model === "package") return [fact("price", forMany(price.amountMinor, price.size, unit))];
      if (price.model !== "graduated" && price.model !== "volume") return [];
      return price.tiers.map((tier, index) => ({
        label: t("tier", { number: index + 1 }),
        value: t("tierPrice", {
          upTo: tier.upTo === null ? t("noEnd") : t("upTo", { quantity: number(tier.upTo) }),
          amount: amount(tier.unitAmountMinor),
          flat: tier.flatAmountMinor === "0" ? "" : t("flat", { amount: amount(tier.flatAmountMinor) }),
        }),
      }));
    }
  };
}
