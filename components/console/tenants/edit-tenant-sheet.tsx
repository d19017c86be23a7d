"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { editTenant } from "@/lib/features/people/tenants/edit-tenant";
import { type Locale, localeNames, locales } from "@/lib/i18n/locales";

type EditTenantSheetProps = {
  tenant: { name: string; locale: Locale };
  editTenant: ActionOf<typeof editTenant>;
};

export function EditTenantSheet({ tenant, editTenant }: EditTenantSheetProps) {
  const t = useTranslations("tenantSettings.settings");
  const create = useTranslations("tenantSettings.create");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button size="sm">{t("edit")}</Button>}
      title={t("editTitle")}
      description={t("editLead")}
      submitLabel={t("save")}
      onSubmit={(value) => {
        const locale = locales.find((one) => one === value("locale")) ?? tenant.locale;
        return runAction(
          () => editTenant({ name: value("name"), locale }),
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
