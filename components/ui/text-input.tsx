"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";

type TextInputProps = Omit<ComponentProps<typeof Field.Control>, "className" | "prefix"> & {
  className?: string;
  /** Stands inside the box before the text: an icon, a currency. The label says it too, so it is decoration here. */
  prefix?: ReactNode;
  suffix?: ReactNode;
};

/** One line of text. Inside a Field it takes its name, label, hint and error from there. */
export function TextInput({ className, prefix, suffix, ...rest }: TextInputProps) {
  const control = (
    <Field.Control
      {...rest}
      className={cx(controlStyle, "read-only:bg-wash", prefix && "pl-9", suffix && "pr-9", className)}
    />
  );
  if (!prefix && !suffix) return control;
  return (
    <span className="relative block">
      {prefix && <Adornment className="left-0">{prefix}</Adornment>}
      {control}
      {suffix && <Adornment className="right-0">{suffix}</Adornment>}
    </span>
  );
}

function Adornment({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "pointer-events-none absolute inset-y-0 grid w-9 place-items-center text-ink-quiet [&_svg]:size-4",
        className,
      )}
    >
      {children}
    </span>
  );
}

/** Several lines of text; grows with what is written where the browser can. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return (
    <Field.Control
      render={<textarea {...rest} rows={rows} />}
      // A field sized by its content takes no notice of its rows.
      style={{ minHeight: `calc(${rows}lh + 1rem)` }}
      className={cx(controlStyle, "field-sizing-content read-only:bg-wash", className)}
    />
  );
}
