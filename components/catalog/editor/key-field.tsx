"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { TextInput } from "@/components/ui/text-input";
import { useFieldsScope } from "./fields-scope";
import { PlanField } from "./plan-field";

type KeyFieldProps = {
  /** Of the key itself: `components.2.key`. */
  path: string;
  value: string;
  /** A published version has it. */
  isFixed: boolean;
  hint: string;
  onChange: (key: string) => void;
};

/** The key is made from the name; who integrates Choba may want to choose it. */
export function KeyField({ path, value, isFixed, hint, onChange }: KeyFieldProps) {
  const t = useTranslations("catalog.card");
  const { problemsAt } = useFieldsScope();
  const [isOpened, setIsOpened] = useState(false);
  // Opens if the key is wrong, and stays open while it is corrected.
  if (!isOpened && problemsAt(path).errors.length > 0) setIsOpened(true);
  // While somebody types, the text may be a published key for a moment. It is fixed once the field is left.
  const [isTyping, setIsTyping] = useState(false);
  const isLocked = isFixed && !isTyping;
  return (
    <Disclosure summary={t("keyOf", { key: value || "–" })} defaultOpen={isOpened}>
      <PlanField
        path={path}
        label={t("key")}
        hint={isLocked ? t("keyFixed") : hint}
        disabled={isLocked}
        className="max-w-sm text-ink"
      >
        <TextInput
          value={value}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onValueChange={(key) => {
            setIsTyping(true);
            onChange(key);
          }}
          onBlur={() => setIsTyping(false)}
        />
      </PlanField>
    </Disclosure>
  );
}
