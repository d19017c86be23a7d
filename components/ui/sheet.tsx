"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { DialogHead, type DialogProps, dialogFootStyle } from "./dialog";
import { backdropStyle } from "./popup-style";

type SheetProps = DialogProps & {
  /** `wide` has room for SheetColumns. */
  size?: "narrow" | "wide";
  /** Nothing inside takes the focus: the body itself does, so that the keyboard can scroll it. */
  reading?: boolean;
};

/**
 * Where actions are prepared: from the right on a desktop, from below on a phone. Wrap the whole in a form by putting the form
 * around body and footer with `form="id"` on the button, or pass the form as children and no footer.
 */
export function Sheet({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "narrow",
  reading,
  className,
  children,
}: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-end justify-end max-sm:pt-8 sm:items-stretch">
          <Base.Popup
            className={cx(
              "flex max-h-full w-full flex-col bg-raised shadow-popup outline-none max-sm:rounded-t-xl max-sm:border-t sm:border-l",
              size === "wide" ? "sm:w-[min(56rem,92vw)]" : "sm:w-[min(28rem,92vw)]",
              "transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:opacity-0",
              "max-sm:data-ending-style:translate-y-6 max-sm:data-starting-style:translate-y-6 sm:data-ending-style:translate-x-6 sm:data-starting-style:translate-x-6",
              className,
            )}
          >
            <DialogHead title={title} description={description} />
            <div
              tabIndex={reading ? 0 : undefined}
              className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto overscroll-contain border-t px-5 py-5"
            >
              {children}
            </div>
            {footer && <div className={dialogFootStyle}>{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Left what one chooses, right the exact effect of it; one below the other on a phone. */
export function SheetColumns({ choice, effect }: { choice: ReactNode; effect: ReactNode }) {
  return (
    <div className="grid gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <div className="min-w-0">{choice}</div>
      <div className="min-w-0 self-start rounded-lg border bg-paper p-4 md:sticky md:top-0">{effect}</div>
    </div>
  );
}
