/**
 * What a server action for a form answers. Messages are sentences in the reader's language, made where the error was
 * found; `fieldErrors` is keyed by the name of the form field.
 */
export type FormState = {
  ok: boolean;
  /** For the whole form: what happened and what to do. */
  message?: string;
  fieldErrors?: Readonly<Record<string, readonly string[] | undefined>>;
};

/** A server action that a form calls: `(previous, formData)`, as React's useActionState wants it. */
export type FormAction<State extends FormState = FormState> = (
  previous: State | null,
  data: FormData,
) => Promise<State>;
