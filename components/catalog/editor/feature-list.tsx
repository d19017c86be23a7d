"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, IconButton } from "@/components/ui/button";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { LocalizedFields } from "./localized-fields";

type FeatureListProps = { features: LocalizedText[]; onChange: (features: LocalizedText[]) => void };

/** What the plan promises in words, for the price page. */
export function FeatureList({ features, onChange }: FeatureListProps) {
  const t = useTranslations("catalog.features");
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-medium">{t("title")}</legend>
      {features.length > 0 && (
        <ol className="grid gap-3">
          {features.map((feature, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a feature has no name but its place; its fields hold no values of their own.
            <li key={index} className="flex items-start gap-2">
              <LocalizedFields
                className="min-w-0 flex-1"
                path={`features.${index}`}
                label={t("feature", { number: index + 1 })}
                value={feature}
                onChange={(next) => onChange(features.with(index, next))}
              />
              <IconButton
                size="sm"
                className="mt-7.5"
                label={t("remove", { number: index + 1 })}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(features.toSpliced(index, 1))}
              />
            </li>
          ))}
        </ol>
      )}
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onChange([...features, { en: "", ja: "" }])}
        >
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}
