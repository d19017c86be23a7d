"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, FormField, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import { useFormAction } from "@/components/patterns/use-action";
import { Textarea } from "@/components/ui/text-input";
import type { NoteActions } from "./note-actions";

/** Writes a note. The key is made once for each note, so that sending it twice writes it once. */
export function NewNote({ actions }: { actions: Pick<NoteActions, "addNote"> }) {
  const t = useTranslations("notes");
  const router = useRouter();
  const runAction = useFormAction();
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID());
  return (
    <ActionForm
      key={requestKey}
      action={async (_previous, data: FormData) =>
        runAction(
          () => actions.addNote({ body: String(data.get("body") ?? ""), requestKey }),
          () => {
            setRequestKey(crypto.randomUUID());
            router.refresh();
          },
        )
      }
      className="mb-6 grid gap-3 border-b pb-6"
    >
      <FormMessage />
      <FormField name="body" label={t("new")} hint={t("newHint")}>
        <Textarea rows={3} maxLength={4000} className="min-h-20" />
      </FormField>
      <div>
        <SubmitButton>{t("add")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
