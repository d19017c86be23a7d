"use client";

import { Mail, MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, FormField, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { TextInput } from "@/components/ui/text-input";
import type { Result } from "@/lib/domain/errors";

type Entry = { email: string; name: string; company: string; timeZone: string };

type Props = {
  email: string;
  company: string;
  /** The reader came by a mailed link that is not valid any more. */
  isLinkUsed: boolean;
  isDemo: boolean;
  enter: (entry: Entry) => Promise<Result<{ mailed: true }>>;
};

/** Asks who is buying, and mails them a link. */
export function EnterCheckout({ email, company, isLinkUsed, isDemo, enter }: Props) {
  const t = useTranslations("checkout");
  const runAction = useFormAction();
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo) return <LinkSent email={sentTo} isDemo={isDemo} onBack={() => setSentTo(null)} />;

  const submit = (_: unknown, data: FormData) => {
    const value = (name: string) => String(data.get(name) ?? "").trim();
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const entry = { email: value("email"), name: value("name"), company: value("company"), timeZone };
    return runAction(
      () => enter(entry),
      () => setSentTo(entry.email),
    );
  };
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t("enter.title")}</h1>
      <p className="mt-3 text-ink-soft">{t("enter.lead")}</p>
      {isLinkUsed && (
        <Banner className="mt-5" tone="warning" title={t("accept.used")}>
          {t("accept.usedBody")}
        </Banner>
      )}
      <ActionForm action={submit} className="mt-6 grid gap-4">
        <FormMessage />
        <FormField name="email" label={t("enter.email")}>
          <TextInput
            type="email"
            autoComplete="email"
            inputMode="email"
            spellCheck={false}
            defaultValue={email}
            maxLength={254}
          />
        </FormField>
        <FormField name="name" label={t("enter.name")}>
          <TextInput autoComplete="name" maxLength={100} />
        </FormField>
        <FormField name="company" label={t("enter.company")}>
          <TextInput autoComplete="organization" defaultValue={company} maxLength={120} />
        </FormField>
        <SubmitButton block icon={<Mail aria-hidden="true" />}>
          {t("enter.submit")}
        </SubmitButton>
      </ActionForm>
    </>
  );
}

function LinkSent({ email, isDemo, onBack }: { email: string; isDemo: boolean; onBack: () => void }) {
  const t = useTranslations("checkout.enter");
  return (
    <div role="status" className="rounded-lg border bg-surface p-5 shadow-card">
      <MailCheck aria-hidden="true" className="size-6 text-good" />
      <h1 className="mt-3 font-semibold text-lg">{t("sent")}</h1>
      <p className="mt-1 text-ink-soft [overflow-wrap:anywhere]">{t("sentTo", { email })}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {isDemo && <LinkButton href="/demo/mailbox">{t("mailbox")}</LinkButton>}
        <Button variant="quiet" onClick={onBack}>
          {t("otherAddress")}
        </Button>
      </div>
    </div>
  );
}
