"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldErrorText } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { minorToMajor } from "@/lib/domain/money/major-units";
import type { CouponView } from "@/lib/features/catalog/coupons/list-coupons";
import { currencyOptions } from "./currency-options";

type Props = {
  coupon: CouponView | null;
  /** Somebody has used it, so none of this changes any more. */
  isFixed: boolean;
  plans: readonly { key: string; name: string }[];
  currency: string;
};

/** What a coupon takes off, for whom, and for how long. */
export function CouponTermsFields({ coupon, isFixed, plans, currency }: Props) {
  const t = useTranslations("catalog.coupons");
  return (
    <>
      {isFixed && <p className="text-ink-soft text-sm">{t("fixed")}</p>}
      <ValueFields coupon={coupon} isFixed={isFixed} currency={currency} />
      <FormField name="months" label={t("months")} hint={t("monthsHint")} optional disabled={isFixed}>
        <TextInput
          defaultValue={coupon?.months ?? ""}
          inputMode="numeric"
          autoComplete="off"
          className="figures max-w-32"
        />
      </FormField>
      <PlanFields coupon={coupon} isFixed={isFixed} plans={plans} />
      <FormField
        name="components"
        label={t("components")}
        hint={t("componentsHint")}
        optional
        disabled={isFixed}
      >
        <TextInput
          defaultValue={coupon?.components?.join(", ") ?? ""}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </FormField>
      <Checkbox
        name="oncePerTenant"
        label={t("oncePerTenant")}
        defaultChecked={coupon?.oncePerTenant ?? true}
        disabled={isFixed}
      />
      <FormField name="firstDay" label={t("firstDay")} optional disabled={isFixed}>
        <TextInput type="date" defaultValue={coupon?.firstDay ?? ""} className="figures" />
      </FormField>
    </>
  );
}

function ValueFields({ coupon, isFixed, currency: usual }: Omit<Props, "plans">) {
  const t = useTranslations("catalog.coupons");
  const locale = useLocale();
  const value = coupon?.value ?? null;
  const [type, setType] = useState(value?.type ?? "percent");
  const currency = value?.type === "amount" ? value.currency : usual;
  return (
    <>
      <RadioCards
        legend={t("value")}
        name="value.type"
        value={type}
        onValueChange={setType}
        options={[
          { value: "percent", title: t("percent"), description: t("percentHint"), disabled: isFixed },
          { value: "amount", title: t("amount"), description: t("amountHint"), disabled: isFixed },
        ]}
      />
      {type === "percent" ? (
        <FormField name="value.percent" label={t("percent")} disabled={isFixed}>
          <TextInput
            defaultValue={value?.type === "percent" ? value.percent : ""}
            inputMode="decimal"
            autoComplete="off"
            className="figures"
            suffix="%"
          />
        </FormField>
      ) : (
        <div className="grid grid-cols-2 gap-4">
          <FormField name="value.amountMinor" label={t("amount")} disabled={isFixed}>
            <TextInput
              defaultValue={
                value?.type === "amount" ? (minorToMajor(value.amountMinor, value.currency) ?? "") : ""
              }
              inputMode="decimal"
              autoComplete="off"
              className="figures"
            />
          </FormField>
          <FormField name="value.currency" label={t("currency")} disabled={isFixed}>
            <Select defaultValue={currency} options={currencyOptions(currency, locale)} />
          </FormField>
        </div>
      )}
    </>
  );
}

function PlanFields({ coupon, isFixed, plans }: Omit<Props, "currency">) {
  const t = useTranslations("catalog.coupons");
  const errors = useFieldErrors("plans");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("plans")}</legend>
      <p className="text-ink-quiet text-sm">{t("plansHint")}</p>
      {plans.map(({ key, name }) => (
        <Checkbox
          key={key}
          name={`plan.${key}`}
          label={name}
          defaultChecked={coupon?.plans.includes(key) ?? false}
          disabled={isFixed}
        />
      ))}
      {errors.length > 0 && (
        <p className="text-bad text-sm">
          <FieldErrorText messages={errors} />
        </p>
      )}
    </fieldset>
  );
}
