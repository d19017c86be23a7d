"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Textarea, TextInput } from "@/components/ui/text-input";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type {
  EmbeddingSettings,
  saveEmbeddingSettings,
} from "@/lib/features/people/dashboard-sessions/embedding-settings";

type EmbeddingSheetProps = { settings: EmbeddingSettings; save: ActionOf<typeof saveEmbeddingSettings> };

export function EmbeddingSheet({ settings, save }: EmbeddingSheetProps) {
  const t = useTranslations("embedding");
  const common = useTranslations("common");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("title")}
      submitLabel={t("save")}
      onSubmit={(value) =>
        runAction(
          () => save({ origins: value("origins"), brandColour: value("brandColour") }),
          () => done(common("saved")),
        )
      }
    >
      <FormField name="origins" label={t("sites")} hint={t("sitesHint")} optional>
        <Textarea rows={4} spellCheck={false} defaultValue={settings.origins.join("\n")} />
      </FormField>
      <FormField name="brandColour" label={t("colour")} hint={t("colourHint")} optional>
        <TextInput
          autoComplete="off"
          spellCheck={false}
          defaultValue={settings.brandColour ?? ""}
          className="figures"
        />
      </FormField>
    </FormSheet>
  );
}
