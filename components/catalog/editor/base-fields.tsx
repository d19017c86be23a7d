"use client";

import { useTranslations } from "next-intl";
import type { BaseComponent } from "@/lib/domain/catalog/component";
import type { ComponentFieldsProps } from "./component-fields";
import { IntervalAmounts } from "./interval-amounts";

export function BaseFields({ component, path, onChange }: ComponentFieldsProps<BaseComponent>) {
  const t = useTranslations("catalog.base");
  return (
    <div className="grid grid-cols-2 gap-4">
      <IntervalAmounts
        path={`${path}.amountMinor`}
        label={t("amount")}
        value={component.amountMinor}
        onChange={(amountMinor) => onChange({ ...component, amountMinor })}
      />
    </div>
  );
}
