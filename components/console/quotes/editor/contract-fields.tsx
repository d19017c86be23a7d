import { useTranslations } from "next-intl";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { isDay, lastDayOf, wholeMonths } from "@/lib/domain/quote/quote";
import type { QuoteChoice } from "./quote-choice";

type Props = { choice: QuoteChoice; onChange: (part: Partial<QuoteChoice>) => void };

const usualLengths = [1, 3, 6, 12, 24, 36];

/** From when to when, what holds afterwards, and who makes the invoices. */
export function ContractFields({ choice, onChange }: Props) {
  const t = useTranslations("quotes.editor");
  const { startsOn, endsOn } = choice;
  const months = isDay(startsOn) && isDay(endsOn) ? wholeMonths({ startsOn, endsOn }) : null;
  const invoicedByErrors = useFieldErrors("invoicedBy");
  const setStart = (day: string) =>
    onChange({ startsOn: day, ...(months !== null && isDay(day) ? { endsOn: lastDayOf(day, months) } : {}) });
  const lengths = months === null || usualLengths.includes(months) ? usualLengths : [...usualLengths, months];
  return (
    <Card title={t("contract")}>
      <div className="grid gap-5">
        <div className="grid gap-4 sm:grid-cols-3">
          <FormField name="startsOn" label={t("startsOn")}>
            <TextInput type="date" value={startsOn} onValueChange={setStart} className="figures" />
          </FormField>
          <Field label={t("length")}>
            <Select
              value={months === null ? "other" : String(months)}
              onValueChange={(value) => {
                if (value !== "other" && isDay(startsOn))
                  onChange({ endsOn: lastDayOf(startsOn, Number(value)) });
              }}
              options={[
                ...lengths.map((length) => ({
                  value: String(length),
                  label: t("months", { months: length }),
                })),
                ...(months === null ? [{ value: "other", label: t("otherLength") }] : []),
              ]}
            />
          </Field>
          <FormField name="endsOn" label={t("endsOn")}>
            <TextInput
              type="date"
              value={endsOn}
              onValueChange={(day) => onChange({ endsOn: day })}
              className="figures"
            />
          </FormField>
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <RadioCards
            legend={t("atEnd")}
            value={choice.atEnd}
            onValueChange={(atEnd) => onChange({ atEnd })}
            options={(["renew", "free"] as const).map((value) => ({
              value,
              title: t(`atEnds.${value}`),
              description: t(`atEnds.${value}Hint`),
            }))}
          />
          <RadioCards
            legend={t("invoicedBy")}
            value={choice.invoicedBy}
            onValueChange={(invoicedBy) => onChange({ invoicedBy })}
            error={invoicedByErrors}
            options={[
              { value: "stripe_dashboard", title: t("byStripe"), description: t("byStripeHint") },
              { value: "choba", title: t("byChoba"), description: t("byChobaHint") },
            ]}
          />
        </div>
        <FormField name="dueDays" label={t("dueDays")} className="max-w-48">
          <TextInput
            inputMode="numeric"
            autoComplete="off"
            className="figures text-right"
            value={choice.dueDays}
            onValueChange={(dueDays) => onChange({ dueDays: dueDays.normalize("NFKC") })}
          />
        </FormField>
      </div>
    </Card>
  );
}
