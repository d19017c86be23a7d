"use client";

import { useTranslations } from "next-intl";
import { useRef, useTransition } from "react";
import type { FormState } from "@/components/patterns/form-state";
import { refusalState, refusalText } from "@/components/patterns/refusal";
import { useToast } from "@/components/ui/toast";
import type { Result } from "@/lib/domain/errors";

/** Runs an act and answers as forms and dialogs want it: refusals, and requests that never arrived, become sentences. */
export function useFormAct() {
  const errors = useTranslations("errors");
  const t = useTranslations("billing.live");
  return async <Value>(
    act: () => Promise<Result<Value>>,
    onDone: (value: Value) => void,
  ): Promise<FormState> => {
    try {
      const result = await act();
      if (!result.ok) return refusalState(errors, result.refusal);
      onDone(result.value);
      return { ok: true };
    } catch {
      return { ok: false, message: t("notSent") };
    }
  };
}

/** For a button that acts at once: `pending` for the button, refusals as toasts, and never two at a time. */
export function useButtonAct<Value>(
  act: () => Promise<Result<Value>>,
  onDone: (value: Value) => void,
): { pending: boolean; run: () => void } {
  const errors = useTranslations("errors");
  const t = useTranslations("billing.live");
  const toast = useToast();
  const running = useRef(false);
  const [pending, startTransition] = useTransition();
  function run() {
    if (running.current) return;
    running.current = true;
    startTransition(async () => {
      try {
        const result = await act();
        if (result.ok) onDone(result.value);
        else toast({ title: refusalText(errors, result.refusal), tone: "bad" });
      } catch {
        toast({ title: t("notSent"), tone: "bad" });
      } finally {
        running.current = false;
      }
    });
  }
  return { pending, run };
}

/** Says that an act is done, or that it is kept and Stripe will be told later. */
export function useDoneToast() {
  const t = useTranslations("billing");
  const toast = useToast();
  return (title: string, confirmed = true) =>
    confirmed ? toast({ title }) : toast({ title: t("unconfirmed"), tone: "info" });
}
