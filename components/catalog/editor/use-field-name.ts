"use client";

import { useLocale, useTranslations } from "next-intl";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Messages } from "@/lib/i18n/messages";

type FieldKey = keyof Messages["catalog"]["fields"];

/** The name of a field as people call it: `components.2.price.tiers.1.upTo` → "API calls · Tier 2 · Up to". */
export function useFieldName(definition: PlanDefinition): (field: string) => string {
  const t = useTranslations("catalog.fields");
  const kinds = useTranslations("catalog.card.kinds");
  const locale = useLocale();
  const word = (part: string) => (t.has(part as FieldKey) ? t(part as FieldKey, { number: 0 }) : null);

  return (field) => {
    const parts = field.split(".");
    const names: string[] = [];
    parts.forEach((part, at) => {
      const list = parts[at - 1];
      if (/^\d+$/.test(part)) {
        const number = Number(part) + 1;
        if (list === "components") names.push(componentName(number - 1) ?? t("component", { number }));
        else if (list === "tiers" || list === "options" || list === "features")
          names.push(t(list, { number }));
      } else if (!lists.has(part)) {
        const text = word(part);
        if (text) names.push(text);
      }
    });
    return names.join(" · ") || word(parts[0] ?? "") || field;
  };

  function componentName(index: number): string | null {
    const component = definition.components[index];
    if (!component) return null;
    return component.name[locale] || component.name.en || kinds(component.kind);
  }
}

/** Said with their number. */
const lists = new Set(["components", "tiers", "options", "features"]);
