"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActionForm, FormField, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import type { FormState } from "@/components/patterns/form-state";
import { TextInput } from "@/components/ui/text-input";

/** Asks for a customer's id or e-mail address. The typed text stays, whatever the response is. */
export function CustomerLookup({ onLookUp }: { onLookUp: (typed: string) => Promise<FormState> }) {
  const t = useTranslations("paymentAccount.link");
  return (
    <ActionForm
      action={async (_previous, data: FormData) => onLookUp(String(data.get("typed") ?? "").trim())}
      className="grid gap-3"
    >
      <FormMessage />
      <FormField name="typed" label={t("typed")} hint={t("typedHint")}>
        <TextInput autoComplete="off" spellCheck={false} maxLength={254} />
      </FormField>
      <div>
        <SubmitButton variant="secondary" icon={<Search aria-hidden="true" />}>
          {t("lookUp")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
