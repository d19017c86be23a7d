"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { blankPlan } from "@/lib/domain/catalog/blank";
import { currencyOptions } from "./currency-options";
import { keyFromName } from "./editor/component-key";
import type { NewPlanActions } from "./plan-actions";

type NewPlanSheetProps = { actions: NewPlanActions; currency: string; nextRank: number };

/** Starts a plan with a name and a currency; everything else is asked in the editor. */
export function NewPlanSheet({ actions, currency, nextRank }: NewPlanSheetProps) {
  const t = useTranslations("catalog.newPlan");
  const locale = useLocale();
  const router = useRouter();
  const runAction = useFormAction();
  const [key, setKey] = useState("");
  const [isOwnKey, setIsOwnKey] = useState(false);
  return (
    <FormSheet
      act="new"
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
      submitLabel={t("create")}
      onOpen={() => {
        setKey("");
        setIsOwnKey(false);
      }}
      onSubmit={(value) => {
        const en = value("name.en");
        const definition = {
          ...blankPlan(value("currency")),
          // A product is often called the same in both languages; it can be changed in the editor.
          name: { en: en || value("name.ja"), ja: value("name.ja") || en },
        };
        return runAction(
          () =>
            actions.savePlanDraft({
              key: value("key"),
              rank: nextRank,
              definition,
              revision: null,
              isNew: true,
            }),
          () => router.push(`/console/catalog/plans/${value("key")}`),
        );
      }}
    >
      <FormField name="name.en" label={t("nameEn")}>
        <TextInput
          autoComplete="off"
          lang="en"
          onValueChange={(name) => {
            if (!isOwnKey) setKey(keyFromName(name));
          }}
        />
      </FormField>
      <FormField name="name.ja" label={t("nameJa")} hint={t("nameJaHint")} optional>
        <TextInput autoComplete="off" lang="ja" />
      </FormField>
      <FormField name="currency" label={t("currency")}>
        <Select defaultValue={currency} options={currencyOptions(currency, locale)} />
      </FormField>
      <FormField name="key" label={t("key")} hint={t("keyHint")}>
        <TextInput
          value={key}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onValueChange={(typed) => {
            setKey(typed);
            setIsOwnKey(typed !== "");
          }}
        />
      </FormField>
    </FormSheet>
  );
}
