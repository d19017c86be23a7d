"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { backdropStyle } from "./popup-style";

export type DialogProps = {
  /** The button that opens it. Without one, hold `open` yourself. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Its content would be lost, so only its own buttons close it, not Escape or a click beside it. */
  staysOpen?: boolean;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; the one that runs the action comes last. `DialogClose` closes. */
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A short question or text in the middle of the page. For a choice or a form use a Sheet. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  staysOpen = false,
  title,
  description,
  footer,
  className,
  children,
}: DialogProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        if (staysOpen && details.reason === "escape-key") details.cancel();
        else onOpenChange?.(next);
      }}
      disablePointerDismissal={staysOpen}
    >
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Viewport className="fixed inset-0 z-40 grid items-end overflow-y-auto p-4 sm:place-items-center">
          <Base.Popup
            className={cx(
              "flex max-h-[calc(100dvh-2rem)] w-full max-w-md flex-col rounded-xl border bg-raised shadow-popup outline-none",
              "transition-[opacity,translate] data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0",
              className,
            )}
          >
            <DialogHead title={title} description={description} />
            {children && <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>}
            {footer && <div className={dialogFootStyle}>{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

export const dialogFootStyle =
  "flex flex-wrap-reverse items-center justify-end gap-2 border-t px-5 py-3.5 max-sm:[&>button]:flex-[1_1_100%]";

export function DialogHead({ title, description }: { title: ReactNode; description?: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div className="flex items-start justify-between gap-4 px-5 pt-4.5 pb-3.5">
      <div className="min-w-0">
        <Base.Title className="font-semibold text-lg">{title}</Base.Title>
        {description && <Base.Description className="mt-1 text-ink-soft">{description}</Base.Description>}
      </div>
      <Base.Close
        aria-label={t("close")}
        className="-my-1 -mr-1.5 grid size-8 shrink-0 place-items-center rounded-md text-ink-quiet transition-colors hover:bg-wash hover:text-ink pointer-coarse:-my-2.5 pointer-coarse:size-11"
      >
        <X aria-hidden="true" className="size-4" />
      </Base.Close>
    </div>
  );
}

/** Closes the dialog or sheet around it: `<DialogClose><Button>Cancel</Button></DialogClose>`. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />;
}
