"use client";

import { useTranslations } from "next-intl";
import { useRef, useTransition } from "react";
import type { FormState } from "@/components/patterns/form-state";
import { refusalState, refusalText } from "@/components/patterns/refusal";
import { useToast } from "@/components/ui/toast";
import type { Result } from "@/lib/domain/errors";

/** Runs an action for a form or a dialog: refusals, and requests that never arrived, become sentences. */
export function useFormAction() {
  const errors = useTranslations("errors");
  return async <Value>(
    action: () => Promise<Result<Value>>,
    onDone: (value: Value) => void,
  ): Promise<FormState> => {
    try {
      const result = await action();
      if (!result.ok) return refusalState(errors, result.refusal);
      onDone(result.value);
      return { ok: true };
    } catch {
      return { ok: false, message: errors("notSent") };
    }
  };
}

/** For a button that runs an action at once: refusals are toasts, and it never runs twice at a time. */
export function useButtonAction(): {
  pending: boolean;
  run: <Value>(action: () => Promise<Result<Value>>, onDone: (value: Value) => void) => void;
} {
  const errors = useTranslations("errors");
  const toast = useToast();
  const running = useRef(false);
  const [pending, startTransition] = useTransition();
  return {
    pending,
    run(action, onDone) {
      if (running.current) return;
      running.current = true;
      startTransition(async () => {
        try {
          const result = await action();
          if (result.ok) onDone(result.value);
          else toast({ title: refusalText(errors, result.refusal), tone: "bad" });
        } catch {
          toast({ title: errors("notSent"), tone: "bad" });
        } finally {
          running.current = false;
        }
      });
    },
  };
}
