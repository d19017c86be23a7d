"use client";

import { useTranslations } from "next-intl";
import {
  type ComponentProps,
  createContext,
  type FormEvent,
  startTransition,
  use,
  useActionState,
  useEffect,
  useEffectEvent,
  useRef,
} from "react";
import { Banner } from "@/components/ui/banner";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Field, type FieldProps } from "@/components/ui/field";
import type { FormAction, FormState } from "./form-state";

const FormContext = createContext<{ state: FormState | null; pending: boolean }>({
  state: null,
  pending: false,
});

type ActionFormProps<State extends FormState> = Omit<ComponentProps<"form">, "action" | "onSubmit"> & {
  action: FormAction<State>;
  /** After the action answered `ok`: close the sheet, say it in a toast. */
  onDone?: (state: State) => void;
};

/**
 * A form on a server action. The typed text stays when the action refuses (React alone would empty the fields), the
 * first wrong field gets the focus, and it cannot be sent twice at once. Works before scripts are loaded, too.
 */
export function ActionForm<State extends FormState>({
  action,
  onDone,
  children,
  ...rest
}: ActionFormProps<State>) {
  const form = useRef<HTMLFormElement>(null);
  const [state, dispatch, pending] = useActionState(
    action as (s: State | null, d: FormData) => Promise<State | null>,
    null,
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => dispatch(data));
  }

  const answered = useEffectEvent((answer: State) => {
    if (answer.ok) onDone?.(answer);
    else
      form.current
        ?.querySelector<HTMLElement>(
          "[data-invalid] :is(input, textarea, [role=combobox], [role=radio]):not([aria-hidden=true])",
        )
        ?.focus();
  });
  useEffect(() => {
    if (state) answered(state);
  }, [state]);

  return (
    <FormContext value={{ state, pending }}>
      <form {...rest} ref={form} action={dispatch} onSubmit={submit} noValidate>
        {children}
      </form>
    </FormContext>
  );
}

/** A Field that takes its error from the answer of the form around it. */
export function FormField({ name, ...rest }: Omit<FieldProps, "error" | "name"> & { name: string }) {
  const { state } = use(FormContext);
  return <Field {...rest} name={name} error={state?.fieldErrors?.[name]} />;
}

/** The errors of one field, for controls that show them themselves, such as RadioCards. */
export function useFieldErrors(name: string): readonly string[] {
  return use(FormContext).state?.fieldErrors?.[name] ?? [];
}

/** The message for the whole form, announced. Nothing before the first response and after success. */
export function FormMessage() {
  const t = useTranslations("common");
  const { state } = use(FormContext);
  if (!state || state.ok) return null;
  const count = Object.values(state.fieldErrors ?? {}).filter((messages) => messages?.length).length;
  if (!state.message && count === 0) return null;
  return <Banner tone="danger" announce title={state.message ?? t("checkFields", { count })} />;
}

/**
 * Sends the form around it and shows that it is being sent. Outside the form use a Button with `form` and `pending`.
 */
export function SubmitButton({ variant = "primary", ...rest }: ButtonProps) {
  const { pending } = use(FormContext);
  return <Button {...rest} type="submit" variant={variant} pending={pending || rest.pending} />;
}
