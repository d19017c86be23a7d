"use client";

import { Mail, MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, FormField, SubmitButton } from "@/components/patterns/action-form";
import type { FormState } from "@/components/patterns/form-state";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { TextInput } from "@/components/ui/text-input";
import { askNextAuth } from "./ask-next-auth";
import { SignInProblem } from "./sign-in-problem";

type EmailFormProps = {
  callbackUrl: string;
  isDemo: boolean;
  /** What stands in the field at first: whom an invitation is for. */
  email: string;
};

/** Asks for a sign-in link; afterwards says where it went, without telling whether that address is known. */
export function EmailForm({ callbackUrl, isDemo, email: begun }: EmailFormProps) {
  const t = useTranslations("auth");
  const [sentTo, setSentTo] = useState<string>();
  const [problem, setProblem] = useState<string>();

  async function ask(_: FormState | null, data: FormData): Promise<FormState> {
    setProblem(undefined);
    const email = String(data.get("email") ?? "").trim();
    const wrong = (message: string) => ({ ok: false, fieldErrors: { email: [message] } });
    if (!email) return wrong(t("emailMissing"));
    if (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return wrong(t("emailInvalid"));
    const { error } = await askNextAuth("signin/email", { email, callbackUrl });
    if (error === "NoAddress") return wrong(t("emailInvalid"));
    if (error) setProblem(error);
    else setSentTo(email);
    return { ok: !error };
  }

  if (sentTo) return <LinkSent email={sentTo} isDemo={isDemo} onBack={() => setSentTo(undefined)} />;
  return (
    <ActionForm action={ask} className="grid gap-4">
      {problem && <SignInProblem code={problem} announce />}
      <FormField name="email" label={t("email")} hint={t("emailHint")}>
        <TextInput
          type="email"
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          defaultValue={begun}
          maxLength={254}
        />
      </FormField>
      <SubmitButton block icon={<Mail aria-hidden="true" />}>
        {t("sendLink")}
      </SubmitButton>
    </ActionForm>
  );
}

type LinkSentProps = { email?: string; isDemo: boolean; onBack?: () => void };

/** In the demo the mail lies in a mailbox that everybody may open. */
export function LinkSent({ email, isDemo, onBack }: LinkSentProps) {
  const t = useTranslations("auth");
  const mailbox = useTranslations("demo.mailbox");
  return (
    <div role="status" className="rounded-lg border bg-surface p-5 shadow-card">
      <MailCheck aria-hidden="true" className="size-6 text-good" />
      <p className="mt-3 font-semibold text-lg">{t("linkSent")}</p>
      <p className="mt-1 text-ink-soft [overflow-wrap:anywhere]">
        {email ? t("linkSentTo", { email }) : t("linkSentBody")}
      </p>
      {(isDemo || onBack) && (
        <div className="mt-4 flex flex-wrap gap-2">
          {isDemo && <LinkButton href="/demo/mailbox">{mailbox("open")}</LinkButton>}
          {onBack && (
            <Button variant="quiet" onClick={onBack}>
              {t("otherAddress")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
