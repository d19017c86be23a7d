"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAct } from "@/components/patterns/use-act";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { Result } from "@/lib/domain/errors";
import { type Locale, localeNames, locales } from "@/lib/i18n/locales";

type EditTenantSheetProps = {
  tenant: { name: string; locale: Locale };
  edit: (input: { name: string; locale: Locale }) => Promise<Result<unknown>>;
};

export function EditTenantSheet({ tenant, edit }: EditTenantSheetProps) {
  const t = useTranslations("tenantDesk.settings");
  const create = useTranslations("tenantDesk.create");
  const act = useFormAct();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button size="sm">{t("edit")}</Button>}
      title={t("editTitle")}
      description={t("editLead")}
      submitLabel={t("save")}
      onSubmit={(value) => {
        const locale = locales.find((one) => one === value("locale")) ?? tenant.locale;
        return act(
          () => edit({ name: value("name"), locale }),
          () => done(t("saved")),
        );
      }}
    >
      <FormField name="name" label={create("name")}>
        <TextInput defaultValue={tenant.name} autoComplete="off" maxLength={120} />
      </FormField>
      <FormField name="locale" label={create("locale")}>
        <Select
          defaultValue={tenant.locale}
          options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
        />
      </FormField>
    </FormSheet>
  );
}
