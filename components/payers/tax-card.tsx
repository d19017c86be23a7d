"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import type { Day } from "@/lib/domain/time/day-span";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { TaxTreatmentView } from "@/lib/features/payers/tax/read-tax-treatment";
import type { setTaxExemption } from "@/lib/features/payers/tax/set-tax-exemption";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { countryName } from "./billing-details/countries";
import { ReverseChargeSheet, type SetReverseCharge } from "./reverse-charge-sheet";

type SetExemption = ActionOf<typeof setTaxExemption>;

const dayText = (day: Day, locale: Locale) => formatDate(`${day}T12:00:00Z`, "UTC", locale);

type Props = { tax: TaxTreatmentView; setExemption: SetExemption; setReverseCharge: SetReverseCharge };

/** How a tenant is taxed now and from which day on otherwise; staff say whether it is exempt. */
export function TaxCard({ tax, setExemption, setReverseCharge }: Props) {
  const t = useTranslations("console.tax");
  const locale = useLocale();
  const words = useTreatmentWords();
  const [last] = tax.said;
  const [ruling] = tax.rulings;
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      actions={
        tax.mayChange && (
          <>
            <ReverseChargeSheet tax={tax} setReverseCharge={setReverseCharge} />
            <ExemptionSheet tax={tax} setExemption={setExemption} />
          </>
        )
      }
    >
      <KeyValueList>
        <KeyValue label={t("country")}>
          {tax.country ? countryName(tax.country, locale) : t("noCountry")}
          {tax.country && tax.isSellersCountry && (
            <span className="block text-ink-quiet text-sm">{t("sellersCountry")}</span>
          )}
        </KeyValue>
        <KeyValue label={t("now")} figures>
          {words(tax.now)}
        </KeyValue>
        {tax.later.map((setting) => (
          <KeyValue key={setting.from} label={t("from", { date: dayText(setting.from, locale) })} figures>
            {words(setting)}
          </KeyValue>
        ))}
        {ruling && (
          <KeyValue label={t("reverse.title")}>
            {t(`reverse.rulings.${ruling.ruling}`)}
            {ruling.reason && <span className="block">{ruling.reason}</span>}
            <span className="block text-ink-quiet text-sm">
              {t("reverse.since", {
                day: dayText(ruling.from, locale),
                by: ruling.by,
                date: dayText(ruling.at.slice(0, 10), locale),
              })}
            </span>
          </KeyValue>
        )}
        {last && (
          <KeyValue label={t("said")}>
            {t("saidBy", { by: last.by, date: dayText(last.at.slice(0, 10), locale) })}
          </KeyValue>
        )}
      </KeyValueList>
    </Card>
  );
}

/** "Consumption tax 10%", "Exempt: Embassy", "Reverse charge", "No tax". */
function useTreatmentWords(): (setting: TaxSetting) => string {
  const t = useTranslations("console.tax");
  const locale = useLocale();
  return ({ treatment, reason, rates }) => {
    if (treatment === "exempt") return t("exempt", { reason: reason ?? "" });
    if (treatment === "reverse_charge") return t("reverseCharge");
    if (rates.length === 0) return t("noTax");
    return rates
      .map(({ name, percent, category }) =>
        t(category === "reduced" ? "reducedRate" : "rate", {
          name: name[locale],
          percent: formatNumber(percent, locale),
        }),
      )
      .join(" · ");
  };
}

function ExemptionSheet({ tax, setExemption }: { tax: TaxTreatmentView; setExemption: SetExemption }) {
  const t = useTranslations("console.tax");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const wasExempt = tax.said[0]?.isExempt ?? false;
  const [isExempt, setIsExempt] = useState(!wasExempt);
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("change")}
      description={t("sheetLead")}
      submitLabel={common("save")}
      onOpen={() => setIsExempt(!wasExempt)}
      onSubmit={(value) =>
        runAction<unknown>(
          () => setExemption({ from: value("from"), isExempt, reason: isExempt ? value("reason") : "" }),
          () => {
            toast({ title: common("saved") });
            router.refresh();
          },
        )
      }
    >
      <Choice isExempt={isExempt} onChange={setIsExempt} />
      {isExempt && (
        <FormField name="reason" label={t("reason")} hint={t("reasonHint")}>
          <TextInput defaultValue={tax.said[0]?.reason} autoComplete="off" maxLength={200} />
        </FormField>
      )}
      <FormField name="from" label={t("firstDay")} hint={t("firstDayHint")}>
        <TextInput type="date" defaultValue={tax.today} min={tax.today} className="figures" />
      </FormField>
    </FormSheet>
  );
}

function Choice({ isExempt, onChange }: { isExempt: boolean; onChange: (isExempt: boolean) => void }) {
  const t = useTranslations("console.tax");
  return (
    <RadioCards
      legend={t("treatment")}
      value={isExempt ? "exempt" : "taxed"}
      onValueChange={(value) => onChange(value === "exempt")}
      error={useFieldErrors("isExempt")}
      options={[
        { value: "exempt", title: t("exemptChoice"), description: t("exemptHint") },
        { value: "taxed", title: t("taxedChoice"), description: t("taxedHint") },
      ]}
    />
  );
}
