"use client";

import { Mail, MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, FormField, SubmitButton } from "@/components/patterns/action-form";
import type { FormState } from "@/components/patterns/form-state";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { askNextAuth } from "./ask-next-auth";
import { SignInProblem } from "./sign-in-problem";

/** Asks for a sign-in link; afterwards says where it went, without telling whether that address is known. */
export function EmailForm({ callbackUrl }: { callbackUrl: string }) {
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

  if (sentTo) return <LinkSent email={sentTo} onBack={() => setSentTo(undefined)} />;
  return (
    <ActionForm action={ask} className="grid gap-4">
      {problem && <SignInProblem code={problem} announce />}
      <FormField name="email" label={t("email")} hint={t("emailHint")}>
        <TextInput type="email" autoComplete="email" inputMode="email" spellCheck={false} />
      </FormField>
      <SubmitButton block icon={<Mail aria-hidden="true" />}>
        {t("sendLink")}
      </SubmitButton>
    </ActionForm>
  );
}

export function LinkSent({ email, onBack }: { email?: string; onBack?: () => void }) {
  const t = useTranslations("auth");
  return (
    <div role="status" className="rounded-lg border bg-surface p-5 shadow-card">
      <MailCheck aria-hidden="true" className="size-6 text-good" />
      <p className="mt-3 font-semibold text-lg">{t("linkSent")}</p>
      <p className="mt-1 text-ink-soft [overflow-wrap:anywhere]">
        {email ? t("linkSentTo", { email }) : t("linkSentBody")}
      </p>
      {onBack && (
        <Button variant="quiet" className="-ml-3.5 mt-3" onClick={onBack}>
          {t("otherAddress")}
        </Button>
      )}
    </div>
  );
}
