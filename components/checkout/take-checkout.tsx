"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useLeaving } from "@/components/billing/use-leaving";
import { ActionForm, FormField, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import { useFormAction } from "@/components/patterns/use-action";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import type { Result } from "@/lib/domain/errors";

type Taking = { tenant: string | null; company: string | null; timeZone: string };

type Props = {
  email: string;
  /** The company that the checkout was made for. */
  name: string;
  own: readonly { slug: string; name: string }[];
  take: (taking: Taking) => Promise<Result<{ address: string }>>;
};

/** No slug has a slash, so it is none of them. */
const another = "/";

/** Asks somebody who is signed in for which of their companies, or which new one, they buy. */
export function TakeCheckout({ email, name, own, take }: Props) {
  const t = useTranslations("checkout.take");
  const runAction = useFormAction();
  const { leaving, leaveFor } = useLeaving();
  const [chosen, setChosen] = useState(own[0]?.slug ?? another);
  const isNew = chosen === another;

  const submit = (_: unknown, data: FormData) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const company = isNew ? String(data.get("company") ?? "") : null;
    return runAction(
      () => take({ tenant: isNew ? null : chosen, company, timeZone }),
      ({ address }) => leaveFor(address),
    );
  };
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-ink-soft [overflow-wrap:anywhere]">{t("lead", { email })}</p>
      <ActionForm action={submit} className="mt-6 grid gap-4">
        <FormMessage />
        {own.length > 0 && (
          <RadioCards
            legend={t("title")}
            legendHidden
            value={chosen}
            onValueChange={setChosen}
            options={[
              ...own.map((tenant) => ({ value: tenant.slug, title: tenant.name })),
              { value: another, title: t("other"), description: t("otherHint") },
            ]}
          />
        )}
        {isNew && (
          <FormField name="company" label={t("company")}>
            <TextInput autoComplete="organization" defaultValue={name} maxLength={120} />
          </FormField>
        )}
        <SubmitButton pending={leaving}>{t("submit")}</SubmitButton>
      </ActionForm>
    </>
  );
}
