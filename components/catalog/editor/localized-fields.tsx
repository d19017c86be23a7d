"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Textarea, TextInput } from "@/components/ui/text-input";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { PlanField } from "./plan-field";

type LocalizedFieldsProps = {
  path: string;
  label: string;
  value: LocalizedText;
  onChange: (value: LocalizedText) => void;
  /** Several lines. */
  long?: boolean;
  placeholder?: LocalizedText;
  className?: string;
};

const languages = ["en", "ja"] as const;

/** One text in both languages of the product, side by side. */
export function LocalizedFields(props: LocalizedFieldsProps) {
  const { path, label, value, onChange, long, placeholder, className } = props;
  const t = useTranslations("catalog.languages");
  return (
    <div className={cx("grid gap-4 max-sm:gap-3 sm:grid-cols-2", className)}>
      {languages.map((language) => {
        const control = {
          value: value[language],
          onValueChange: (text: string) => onChange({ ...value, [language]: text }),
          lang: language,
          placeholder: placeholder?.[language],
          autoComplete: "off",
        };
        return (
          <PlanField
            key={language}
            path={`${path}.${language}`}
            label={t("labelled", { label, language: t(language) })}
          >
            {long ? <TextArea {...control} /> : <TextInput {...control} />}
          </PlanField>
        );
      })}
    </div>
  );
}

type TextAreaProps = {
  value: string;
  onValueChange: (text: string) => void;
  lang: string;
  placeholder?: string;
};

function TextArea({ onValueChange, ...rest }: TextAreaProps) {
  // It wraps, but it stays one line: names and summaries keep no line breaks.
  const oneLine = (text: string) => text.replace(/[\r\n]+/g, " ");
  return <Textarea {...rest} rows={2} onChange={(event) => onValueChange(oneLine(event.target.value))} />;
}
