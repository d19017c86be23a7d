"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { type ReactElement, type ReactNode, useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { dialogFootStyle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { backdropStyle } from "@/components/ui/popup-style";
import { TextInput } from "@/components/ui/text-input";
import type { FormState } from "./form-state";

type ConfirmDialogProps = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The question: "Cancel the Business license?" */
  title: ReactNode;
  /** What happens, when, and what stays. */
  children?: ReactNode;
  /** Names the effect, never "OK": "Stop automatic renewal". */
  confirmLabel: string;
  /** The label of the button that closes. "Cancel" is wrong when the action itself is a cancellation. */
  cancelLabel?: string;
  danger?: boolean;
  /** Only where money or access is lost at once: this text has to be typed. */
  typeToConfirm?: string;
  /** Runs the action. Closes on `ok` or nothing; otherwise stays open and shows `message`. */
  onConfirm: () => Promise<FormState | undefined>;
};

/** Asks for confirmation before an action that cannot be undone with a click. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, children, confirmLabel, cancelLabel, danger, typeToConfirm, onConfirm } = props;
  const t = useTranslations("common");
  const [ownOpen, setOwnOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const open = props.open ?? ownOpen;

  function setOpen(next: boolean) {
    if (pending) return;
    setTyped("");
    setError(undefined);
    setOwnOpen(next);
    props.onOpenChange?.(next);
  }

  function confirm() {
    startTransition(async () => {
      const answer = await onConfirm();
      if (answer && !answer.ok) return setError(answer.message ?? t("tone.bad"));
      setTyped("");
      setError(undefined);
      setOwnOpen(false);
      props.onOpenChange?.(false);
    });
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => setOpen(next)}>
      {trigger && <AlertDialog.Trigger render={trigger} />}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropStyle} />
        <AlertDialog.Viewport className="fixed inset-0 z-40 grid items-end overflow-y-auto p-4 sm:place-items-center">
          <AlertDialog.Popup
            className={cx(
              "flex max-h-[calc(100dvh-2rem)] w-full max-w-md flex-col rounded-xl border bg-raised shadow-popup outline-none",
              "transition-[opacity,translate] data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0",
            )}
          >
            <div className="grid min-h-0 gap-3 overflow-y-auto px-5 pt-4.5 pb-5">
              <AlertDialog.Title className="font-semibold text-lg">{title}</AlertDialog.Title>
              {children && (
                <AlertDialog.Description render={<div className="text-ink-soft">{children}</div>} />
              )}
              {typeToConfirm && (
                <Field label={t("typeToConfirm", { phrase: typeToConfirm })} className="mt-1">
                  <TextInput value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
                </Field>
              )}
              {error && <Banner tone="danger" announce title={error} />}
            </div>
            <div className={dialogFootStyle}>
              <AlertDialog.Close render={<Button disabled={pending}>{cancelLabel ?? t("cancel")}</Button>} />
              <Button
                variant={danger ? "danger" : "primary"}
                pending={pending}
                disabled={typeToConfirm !== undefined && typed.trim() !== typeToConfirm}
                onClick={confirm}
              >
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
