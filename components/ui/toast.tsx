"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneIcon, toneInk } from "./tone";

/** Holds the toasts; stands once at the root. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6_000} limit={3}>
      {children}
      <Toast.Portal>
        <ToastList />
      </Toast.Portal>
    </Toast.Provider>
  );
}

export type ToastMessage = { title: string; description?: string; tone?: Exclude<Tone, "neutral"> };

/** `toast({ title: "Saved" })`: something done is acknowledged. What needs an action is a Banner, which stays. */
export function useToast() {
  const manager = Toast.useToastManager();
  return ({ title, description, tone = "good" }: ToastMessage) =>
    manager.add({
      title,
      description,
      type: tone,
      priority: tone === "bad" ? "high" : "low",
      timeout: tone === "bad" ? 0 : undefined,
    });
}

function ToastList() {
  const t = useTranslations("common");
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Viewport
      aria-label={t("notifications")}
      // At the top, in the middle: below and at the right stand the buttons of sheets, dialogs and banners.
      className="pointer-events-none fixed inset-x-4 top-16 z-50 mx-auto flex max-w-sm flex-col gap-2 sm:top-27"
    >
      {toasts.map((toast) => {
        const tone = (toast.type ?? "good") as Tone;
        const Icon = toneIcon[tone];
        return (
          <Toast.Root
            key={toast.id}
            toast={toast}
            className="pointer-events-auto rounded-lg border bg-raised shadow-popup transition-[opacity,translate] data-ending-style:opacity-0 data-limited:hidden data-starting-style:-translate-y-2 data-starting-style:opacity-0"
          >
            <Toast.Content className="flex items-start gap-3 p-3.5">
              <Icon aria-hidden="true" className={cx("mt-0.5 size-[1.125rem] shrink-0", toneInk[tone])} />
              <div className="min-w-0 flex-1">
                <Toast.Title className="font-medium text-base" />
                <Toast.Description className="mt-0.5 text-ink-soft text-sm" />
              </div>
              <Toast.Close
                aria-label={t("dismiss")}
                className="-m-1 grid size-7 place-items-center rounded-md text-ink-quiet hover:bg-wash hover:text-ink"
              >
                <X aria-hidden="true" className="size-4" />
              </Toast.Close>
            </Toast.Content>
          </Toast.Root>
        );
      })}
    </Toast.Viewport>
  );
}
