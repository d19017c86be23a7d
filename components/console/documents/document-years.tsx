"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import type { saveDocumentYears } from "@/lib/features/billing/documents/settings";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type Props = { years: number; save: ActionOf<typeof saveDocumentYears> };

/** For how many years documents are kept that come from now on. */
export function DocumentYears({ years, save }: Props) {
  const t = useTranslations("documentArchive");
  const common = useTranslations("common");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button>{t("years.change")}</Button>}
      title={t("years.change")}
      description={t("years.lead")}
      submitLabel={common("save")}
      onSubmit={(value) =>
        runAction(
          () => save({ years: Number(value("years").normalize("NFKC") || Number.NaN) }),
          () => done(common("saved")),
        )
      }
    >
      <FormField name="years" label={t("years.label")}>
        <TextInput inputMode="numeric" autoComplete="off" defaultValue={years} className="figures" />
      </FormField>
    </FormSheet>
  );
}
