"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import type { UsagePrice } from "@/lib/domain/catalog/component";
import { newTiers, notTyped } from "./new-component";
import { AmountInput, DecimalInput } from "./number-inputs";
import { PlanField } from "./plan-field";
import { TierTable } from "./tier-table";

type UsagePriceFieldsProps = { path: string; price: UsagePrice; onChange: (price: UsagePrice) => void };

const models = ["per_unit", "package", "graduated", "volume", "limit", "unlimited"] as const;

/** What use beyond the allowance costs. */
export function UsagePriceFields({ path, price, onChange }: UsagePriceFieldsProps) {
  const t = useTranslations("catalog.price");
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <PlanField path={`${path}.model`} label={t("model")} hint={t(`hints.${price.model}`)}>
          <Select
            value={price.model}
            onValueChange={(model) => onChange(withModel(price, model))}
            options={models.map((value) => ({
              value,
              label: t(`models.${value}`),
              hint: t(`hints.${value}`),
            }))}
          />
        </PlanField>
        {price.model === "per_unit" && (
          <div className="grid grid-cols-2 gap-4">
            <PlanField path={`${path}.unitAmountMinor`} label={t("amount")}>
              <AmountInput
                value={price.unitAmountMinor}
                onChange={(unitAmountMinor) => onChange({ ...price, unitAmountMinor })}
              />
            </PlanField>
            <PlanField path={`${path}.per`} label={t("per")}>
              <DecimalInput value={price.per} onChange={(per) => onChange({ ...price, per })} />
            </PlanField>
          </div>
        )}
        {price.model === "package" && (
          <div className="grid grid-cols-2 gap-4">
            <PlanField path={`${path}.amountMinor`} label={t("packageAmount")}>
              <AmountInput
                value={price.amountMinor}
                onChange={(amountMinor) => onChange({ ...price, amountMinor })}
              />
            </PlanField>
            <PlanField path={`${path}.size`} label={t("packageSize")}>
              <DecimalInput value={price.size} onChange={(size) => onChange({ ...price, size })} />
            </PlanField>
          </div>
        )}
      </div>
      {(price.model === "graduated" || price.model === "volume") && (
        <TierTable
          path={`${path}.tiers`}
          tiers={price.tiers}
          onChange={(tiers) => onChange({ ...price, tiers })}
        />
      )}
    </div>
  );
}

/** Changing the model keeps what both models have: the tiers, or the package. */
function withModel(before: UsagePrice, model: UsagePrice["model"]): UsagePrice {
  if (model === "unlimited" || model === "limit") return { model };
  if (model === "graduated" || model === "volume")
    return { model, tiers: "tiers" in before ? before.tiers : newTiers() };
  const { amount, many } = priceForMany(before);
  if (model === "package") return { model, amountMinor: amount, size: many };
  return { model, unitAmountMinor: amount, per: many };
}

function priceForMany(price: UsagePrice): { amount: string; many: string } {
  if (price.model === "package") return { amount: price.amountMinor, many: price.size };
  if (price.model === "per_unit") return { amount: price.unitAmountMinor, many: price.per };
  return { amount: notTyped, many: "1" };
}
