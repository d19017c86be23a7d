import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { Card } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { localeNames, locales } from "@/lib/i18n/locales";
import type { QuoteChoice } from "./quote-choice";

type Props = {
  choice: QuoteChoice;
  /** As typed, or by default from the plan and the language. */
  subject: string;
  onChange: (part: Partial<QuoteChoice>) => void;
};

/** The texts of the quote. */
export function LetterFields({ choice, subject, onChange }: Props) {
  const t = useTranslations("quotes.editor");
  return (
    <Card title={t("letter")}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-end gap-4">
          <SegmentedControl
            label={t("language")}
            labelled
            value={choice.language}
            onValueChange={(language) => onChange({ language })}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
          />
          <FormField name="validUntil" label={t("validUntil")}>
            <TextInput
              type="date"
              className="figures"
              value={choice.validUntil}
              onValueChange={(validUntil) => onChange({ validUntil })}
            />
          </FormField>
        </div>
        <FormField name="subject" label={t("subject")}>
          <TextInput
            lang={choice.language}
            autoComplete="off"
            maxLength={120}
            value={subject}
            onValueChange={(typed) => onChange({ subject: typed })}
          />
        </FormField>
        <FormField name="terms" label={t("notes")} hint={t("notesHint")} optional>
          <Textarea
            rows={5}
            lang={choice.language}
            maxLength={4_000}
            value={choice.terms}
            onChange={(event) => onChange({ terms: event.currentTarget.value })}
          />
        </FormField>
      </div>
    </Card>
  );
}
