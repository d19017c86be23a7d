"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldErrorText } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import { apiScopes } from "@/lib/domain/access/actions";
import type { NewApiKey } from "@/lib/features/people/api-keys/write-key";
import type { KeyActions } from "./key-actions";
import { NewKeyDialog } from "./new-key-dialog";

/** Makes a key, then shows its secret, which is never shown again. */
export function NewKeySheet({ createApiKey }: Pick<KeyActions, "createApiKey">) {
  const t = useTranslations("keys");
  const router = useRouter();
  const runAction = useFormAction();
  const [made, setMade] = useState<NewApiKey | null>(null);
  return (
    <>
      <FormSheet
        trigger={
          <Button variant="primary" icon={<Plus aria-hidden="true" />}>
            {t("new")}
          </Button>
        }
        title={t("new")}
        description={t("newLead")}
        submitLabel={t("create")}
        onSubmit={(value) => {
          const kind = value("kind") === "signature" ? "signature" : "bearer";
          const scopes = apiScopes.filter((scope) => value(`scope.${scope}`) === "on");
          const lastDay = value("lastDay") || undefined;
          const tenants = value("tenants")
            .split(/[\s,、，]+/)
            .filter(Boolean);
          return runAction(
            () =>
              createApiKey({
                name: value("name"),
                kind,
                scopes,
                lastDay,
                tenants: tenants.length > 0 ? tenants : undefined,
              }),
            setMade,
          );
        }}
      >
        <FormField name="name" label={t("name")} hint={t("nameHint")}>
          <TextInput autoComplete="off" maxLength={100} />
        </FormField>
        <Scopes />
        <FormField name="tenants" label={t("tenants")} hint={t("tenantsHint")}>
          <TextInput autoComplete="off" />
        </FormField>
        <FormField name="lastDay" label={t("lastDay")} hint={t("lastDayHint")}>
          <TextInput type="date" className="figures" />
        </FormField>
        <RadioCards
          legend={t("kind")}
          name="kind"
          defaultValue="bearer"
          options={[
            { value: "bearer", title: t("kinds.bearer"), description: t("bearerHint") },
            { value: "signature", title: t("kinds.signature"), description: t("signatureHint") },
          ]}
        />
      </FormSheet>
      {made && (
        <NewKeyDialog
          made={made}
          onClose={() => {
            setMade(null);
            router.refresh();
          }}
        />
      )}
    </>
  );
}

function Scopes() {
  const t = useTranslations("keys");
  const id = useId();
  const error = useFieldErrors("scopes");
  return (
    <fieldset aria-describedby={error.length > 0 ? id : undefined} className="grid gap-2.5">
      <legend className="mb-2 font-medium">{t("scopes")}</legend>
      {apiScopes.map((scope) => (
        <Checkbox
          key={scope}
          name={`scope.${scope}`}
          label={t(`scopeNames.${scope}`)}
          hint={t(`scopeHints.${scope}`)}
        />
      ))}
      {error.length > 0 && (
        <div id={id} className="text-bad text-sm">
          <FieldErrorText messages={[t("scopeNeeded")]} />
        </div>
      )}
    </fieldset>
  );
}
