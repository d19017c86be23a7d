"use client";

import { useTranslations } from "next-intl";
import { type ReactElement, type ReactNode, useId, useState } from "react";
import { ActionForm, FormMessage } from "@/components/patterns/action-form";
import type { FormState } from "@/components/patterns/form-state";
import { useActInAddress } from "@/components/patterns/use-act-in-address";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Sheet } from "@/components/ui/sheet";

type FormSheetProps = {
  trigger: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  submitLabel: string;
  /** The label of the button that closes. "Cancel" is wrong when the action itself is a cancellation. */
  closeLabel?: string;
  /** Money or access is lost at once. */
  danger?: boolean;
  /** The form cannot be sent yet, because its data is still being read. */
  notReady?: boolean;
  onOpen?: () => void;
  /** Open too where the address says `?act=` with this name. */
  act?: string;
  /** Values are trimmed text by field name. The sheet closes when it answers `ok`. */
  onSubmit: (value: (field: string) => string) => Promise<FormState>;
  children: ReactNode;
};

/** A sheet around one form: message on top, fields, and below them the way out and the button that names the effect. */
export function FormSheet(props: FormSheetProps) {
  const {
    trigger,
    title,
    description,
    submitLabel,
    closeLabel,
    danger,
    notReady,
    onOpen,
    act,
    onSubmit,
    children,
  } = props;
  const t = useTranslations("common");
  const formId = useId();
  const [isOpened, setOpened] = useState(false);
  const [isAskedFor, forgetAct] = useActInAddress(act);
  const open = isOpened || isAskedFor;
  const [pending, setPending] = useState(false);

  async function submit(_previous: unknown, data: FormData) {
    setPending(true);
    const answer = await onSubmit((field) => String(data.get(field) ?? "").trim());
    setPending(false);
    return answer;
  }

  function change(next: boolean) {
    if (pending) return;
    setOpened(next);
    if (next) onOpen?.();
    else forgetAct();
  }

  return (
    <Sheet
      open={open}
      onOpenChange={change}
      trigger={trigger}
      title={title}
      description={description}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>{closeLabel ?? t("cancel")}</Button>
          </DialogClose>
          <Button
            type="submit"
            variant={danger ? "danger" : "primary"}
            form={formId}
            pending={pending}
            disabled={notReady}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <ActionForm id={formId} action={submit} onDone={() => change(false)} className="grid gap-4">
        <FormMessage />
        {children}
      </ActionForm>
    </Sheet>
  );
}
