"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { salesModels } from "@/lib/domain/tenant/sales-model";
import { proposeSlug, slugLength } from "@/lib/domain/tenant/slug";
import type { createTenant } from "@/lib/features/console/new-tenant/create-tenant";
import type { NewTenantChoices } from "@/lib/features/console/new-tenant/new-tenant-choices";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { localeNames, locales } from "@/lib/i18n/locales";
import { TimeZoneSelect } from "./time-zone-select";

type CreateTenantSheetProps = {
  choices: NewTenantChoices;
  createTenant: ActionOf<typeof createTenant>;
};

const nobody = "nobody";

/** Makes a tenant with its owner, and opens it. */
export function CreateTenantSheet({ choices, createTenant }: CreateTenantSheetProps) {
  const t = useTranslations("tenantSettings.create");
  const models = useTranslations("console.salesModels");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const { salesReps, currencies } = choices;
  const [usual, zone] = locale === "ja" ? ["JPY", "Asia/Tokyo"] : ["USD", browserZone()];
  return (
    <FormSheet
      act="create"
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          {t("button")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
      submitLabel={t("submit")}
      onSubmit={(value) => {
        const name = value("name");
        return runAction(
          () =>
            createTenant({
              name,
              slug: value("slug"),
              ownerEmail: value("ownerEmail"),
              ownerName: value("ownerName"),
              salesModel: salesModels.find((one) => one === value("salesModel")) ?? "sales_led",
              currency: value("currency"),
              timeZone: value("timeZone"),
              locale: locales.find((one) => one === value("locale")) ?? locale,
              salesRepId: value("salesRepId") === nobody ? null : value("salesRepId"),
            }),
          ({ slug }) => {
            toast({ title: t("created", { name }) });
            router.push(`/console/tenants/${slug}`);
          },
        );
      }}
    >
      <NameAndSlug />
      <FormField name="ownerEmail" label={t("ownerEmail")} hint={t("ownerEmailHint")}>
        <TextInput type="email" autoComplete="off" maxLength={254} spellCheck={false} />
      </FormField>
      <FormField name="ownerName" label={t("ownerName")}>
        <TextInput autoComplete="off" maxLength={100} />
      </FormField>
      <RadioCards
        legend={t("salesModel")}
        name="salesModel"
        defaultValue="sales_led"
        options={salesModels.toReversed().map((model) => ({
          value: model,
          title: models(model),
          description: t(`salesModelHints.${model}`),
        }))}
      />
      <FormField name="salesRepId" label={t("salesRep")}>
        <Select
          defaultValue={choices.salesRepId ?? nobody}
          options={[
            { value: nobody, label: t("nobody") },
            ...salesReps.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="currency" label={t("currency")} hint={t("currencyHint")}>
          <Select
            defaultValue={currencies.includes(usual) ? usual : (currencies[0] ?? null)}
            options={currencies.map((currency) => ({ value: currency, label: currency }))}
          />
        </FormField>
        <FormField name="locale" label={t("locale")}>
          <Select
            defaultValue={locale}
            options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
          />
        </FormField>
      </div>
      <FormField name="timeZone" label={t("timeZone")} hint={t("timeZoneHint")}>
        <TimeZoneSelect chosen={zone} />
      </FormField>
    </FormSheet>
  );
}

/** The address follows the name until it is written by hand. */
function NameAndSlug() {
  const t = useTranslations("tenantSettings.create");
  const [slug, setSlug] = useState("");
  const [isOwn, setIsOwn] = useState(false);
  return (
    <>
      <FormField name="name" label={t("name")}>
        <TextInput
          autoComplete="off"
          maxLength={120}
          onValueChange={(name) => !isOwn && setSlug(proposeSlug(name))}
        />
      </FormField>
      <FormField name="slug" label={t("slug")} hint={t("slugHint")}>
        <TextInput
          value={slug}
          onValueChange={(text) => {
            setSlug(text);
            setIsOwn(text !== "");
          }}
          autoComplete="off"
          spellCheck={false}
          maxLength={slugLength.maximum}
          className="font-mono"
        />
      </FormField>
    </>
  );
}

const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
