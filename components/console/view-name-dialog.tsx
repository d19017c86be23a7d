"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ActionForm, FormField, FormMessage } from "@/components/patterns/action-form";
import type { FormState } from "@/components/patterns/form-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextInput } from "@/components/ui/text-input";

type ViewNameDialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  lead?: string;
  submitLabel: string;
  name?: string;
  onSubmit: (name: string) => Promise<FormState>;
};

/** Asks for a view's name. */
export function ViewNameDialog({
  open,
  onClose,
  title,
  lead,
  submitLabel,
  name,
  onSubmit,
}: ViewNameDialogProps) {
  const t = useTranslations("tenants.views");
  const common = useTranslations("common");
  const formId = useId();
  const [pending, setPending] = useState(false);
  async function submit(_previous: unknown, data: FormData) {
    setPending(true);
    const answer = await onSubmit(String(data.get("name") ?? "").trim());
    setPending(false);
    return answer;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && !pending && onClose()}
      title={title}
      description={lead}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" pending={pending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <ActionForm id={formId} action={submit} onDone={onClose} className="grid gap-4">
        <FormMessage />
        <FormField name="name" label={t("name")}>
          <TextInput defaultValue={name} maxLength={60} autoComplete="off" />
        </FormField>
      </ActionForm>
    </Dialog>
  );
}
