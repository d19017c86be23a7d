"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, FormField, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import { refusalState } from "@/components/patterns/refusal";
import { TextInput } from "@/components/ui/text-input";
import type { Result } from "@/lib/domain/errors";

type AcceptInvitationProps = {
  /** False for people whom Choba knows: they have a name. */
  asksName: boolean;
  name: string;
  label: string;
  accept: (name: string) => Promise<Result<{ address: string }>>;
};

/**
 * One button, and for newcomers their name. The mail's link alone changes nothing, as mail programs follow links too.
 */
export function AcceptInvitation({ asksName, name, label, accept }: AcceptInvitationProps) {
  const t = useTranslations("people.invitation");
  const errors = useTranslations("errors");
  const router = useRouter();
  const [leaving, setLeaving] = useState(false);

  async function submit(_previous: unknown, data: FormData) {
    try {
      const result = await accept(String(data.get("name") ?? ""));
      if (!result.ok) {
        if (result.refusal.code === "invitation_closed") router.refresh();
        return refusalState(errors, result.refusal);
      }
      setLeaving(true);
      // Not the router: on the way the address sets the session's cookie, and it works once.
      window.location.assign(result.value.address);
      return { ok: true };
    } catch {
      return { ok: false, message: errors("notSent") };
    }
  }

  return (
    <ActionForm action={submit} className="mt-6 grid gap-4">
      <FormMessage />
      {asksName && (
        <FormField name="name" label={t("yourName")}>
          <TextInput defaultValue={name} autoComplete="name" maxLength={100} />
        </FormField>
      )}
      <SubmitButton pending={leaving}>{label}</SubmitButton>
    </ActionForm>
  );
}
