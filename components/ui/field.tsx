"use client";

import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type FieldProps = {
  label: ReactNode;
  /** Form name; the control inside needs none of its own. */
  name?: string;
  /** Said before the mistake is made: format, length, where it will appear. */
  hint?: ReactNode;
  /** What is wrong and the rule; several messages are shown one below the other. */
  error?: string | readonly string[];
  /** Says "optional" beside the label. Required is the rule and is not marked. */
  optional?: boolean;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
};

/** One labelled control; hint and error are tied to it for screen readers. Put one control inside. */
export function Field({ label, name, hint, error, optional, disabled, className, children }: FieldProps) {
  const t = useTranslations("common");
  const errors = typeof error === "string" ? [error] : (error ?? []);
  return (
    <Base.Root
      name={name}
      disabled={disabled}
      invalid={errors.length > 0 || undefined}
      className={cx("group/field flex min-w-0 flex-col", className)}
    >
      <Base.Label className="mb-1.5 flex items-baseline justify-between gap-3 font-medium text-ink">
        {label}
        {optional && <span className="font-normal text-ink-quiet text-sm">{t("optional")}</span>}
      </Base.Label>
      {children}
      {hint && <Base.Description className="mt-1.5 text-ink-quiet text-sm">{hint}</Base.Description>}
      {errors.length > 0 && (
        <Base.Error match className="mt-1.5 text-bad text-sm">
          <FieldErrorText messages={errors} />
        </Base.Error>
      )}
    </Base.Root>
  );
}

export function FieldErrorText({ messages }: { messages: readonly string[] }) {
  return messages.map((message) => (
    <span key={message} className="flex items-start gap-1.5">
      <CircleAlert aria-hidden="true" className="mt-[0.1875rem] size-3.5 shrink-0" />
      {message}
    </span>
  ));
}
