"use client";

import { useTranslations } from "next-intl";
import type { AmountByInterval } from "@/lib/domain/catalog/component";
import { LooseErrors } from "./loose-errors";
import { OptionalAmountInput } from "./number-inputs";
import { PlanField } from "./plan-field";

type IntervalAmountsProps = {
  path: string;
  label: string;
  value: AmountByInterval;
  onChange: (value: AmountByInterval) => void;
};

/** What something costs a month and a year; empty where it is not sold so. */
export function IntervalAmounts({ path, label, value, onChange }: IntervalAmountsProps) {
  const t = useTranslations("catalog.amount");
  return (
    <>
      <PlanField path={`${path}.month`} label={t("perMonth", { label })}>
        <OptionalAmountInput value={value.month} onChange={(month) => onChange({ ...value, month })} />
      </PlanField>
      <PlanField path={`${path}.year`} label={t("perYear", { label })}>
        <OptionalAmountInput
          value={value.year}
          placeholder={t("notSoldYearly")}
          onChange={(year) => onChange({ ...value, year })}
        />
      </PlanField>
      <LooseErrors path={path} className="col-span-full" />
    </>
  );
}
