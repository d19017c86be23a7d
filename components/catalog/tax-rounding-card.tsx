"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { useButtonAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import type { Result } from "@/lib/domain/errors";
import type { TaxRounding } from "@/lib/domain/pricing/terms";

type TaxRoundingCardProps = {
  rounding: TaxRounding;
  /** Null for readers who change nothing. */
  save: ((rounding: TaxRounding) => Promise<Result<unknown>>) | null;
};

const eaches = ["rate", "line"] as const;
const roundings = ["half_up", "down", "up"] as const;

/** Where and how tax is rounded, for the whole catalog. */
export function TaxRoundingCard({ rounding, save }: TaxRoundingCardProps) {
  const t = useTranslations("catalog.taxRounding");
  if (save) return <RoundingForm rounding={rounding} save={save} />;
  return (
    <Card title={t("title")} description={t("lead")}>
      <KeyValueList>
        <KeyValue label={t("where")}>{t(`each.${rounding.each}`)}</KeyValue>
        <KeyValue label={t("how")}>{t(`rounding.${rounding.rounding}`)}</KeyValue>
      </KeyValueList>
    </Card>
  );
}

type RoundingFormProps = { rounding: TaxRounding; save: (rounding: TaxRounding) => Promise<Result<unknown>> };

function RoundingForm({ rounding, save }: RoundingFormProps) {
  const t = useTranslations("catalog.taxRounding");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const { pending, run } = useButtonAction();
  const [chosen, setChosen] = useState(rounding);
  const isSame = chosen.each === rounding.each && chosen.rounding === rounding.rounding;
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      footer={
        <Button
          disabled={isSame}
          pending={pending}
          onClick={() =>
            run(
              () => save(chosen),
              () => {
                toast({ title: common("saved") });
                router.refresh();
              },
            )
          }
        >
          {t("save")}
        </Button>
      }
    >
      <div className="grid gap-5 md:grid-cols-2">
        <RadioCards
          legend={t("where")}
          value={chosen.each}
          onValueChange={(each) => setChosen({ ...chosen, each })}
          options={eaches.map((value) => ({
            value,
            title: t(`each.${value}`),
            description: t(`eachHint.${value}`),
          }))}
        />
        <Field label={t("how")} hint={t("howHint")}>
          <Select
            value={chosen.rounding}
            onValueChange={(value) => setChosen({ ...chosen, rounding: value })}
            options={roundings.map((value) => ({ value, label: t(`rounding.${value}`) }))}
          />
        </Field>
      </div>
    </Card>
  );
}
