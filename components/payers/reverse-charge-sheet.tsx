"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { type ReverseChargeRuling, reverseChargeRulings } from "@/lib/domain/tax/reverse-charge";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { TaxTreatmentView } from "@/lib/features/payers/tax/read-tax-treatment";
import type { setReverseCharge } from "@/lib/features/payers/tax/set-reverse-charge";

export type SetReverseCharge = ActionOf<typeof setReverseCharge>;
type Props = { tax: TaxTreatmentView; setReverseCharge: SetReverseCharge };

/** Whether the tenant accounts for the tax itself, where its VAT number says the wrong thing. */
export function ReverseChargeSheet({ tax, setReverseCharge }: Props) {
  const t = useTranslations("console.tax");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const last = tax.rulings[0]?.ruling ?? "by_number";
  const [ruling, setRuling] = useState(last);
  return (
    <FormSheet
      trigger={<Button>{t("reverse.change")}</Button>}
      title={t("reverse.title")}
      description={t("reverse.lead")}
      submitLabel={common("save")}
      onOpen={() => setRuling(last)}
      onSubmit={(value) =>
        runAction<unknown>(
          () =>
            setReverseCharge({
              from: value("from"),
              ruling,
              reason: ruling === "by_number" ? "" : value("reason"),
            }),
          () => {
            toast({ title: common("saved") });
            router.refresh();
          },
        )
      }
    >
      <Choice ruling={ruling} onChange={setRuling} />
      {ruling !== "by_number" && (
        <FormField name="reason" label={t("reason")} hint={t("reverse.reasonHint")}>
          <TextInput defaultValue={tax.rulings[0]?.reason} autoComplete="off" maxLength={200} />
        </FormField>
      )}
      <FormField name="from" label={t("firstDay")} hint={t("firstDayHint")}>
        <TextInput type="date" defaultValue={tax.today} min={tax.today} className="figures" />
      </FormField>
    </FormSheet>
  );
}

type ChoiceProps = { ruling: ReverseChargeRuling; onChange: (ruling: ReverseChargeRuling) => void };

function Choice({ ruling, onChange }: ChoiceProps) {
  const t = useTranslations("console.tax.reverse");
  return (
    <RadioCards
      legend={t("legend")}
      value={ruling}
      onValueChange={onChange}
      error={useFieldErrors("ruling")}
      options={reverseChargeRulings.map((value) => ({
        value,
        title: t(`rulings.${value}`),
        description: t(`hints.${value}`),
      }))}
    />
  );
}
