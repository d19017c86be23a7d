"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

const boxStyle =
  "grid size-[1.125rem] shrink-0 cursor-pointer place-items-center rounded-sm border border-outline bg-surface transition-colors data-checked:border-action-fill data-indeterminate:border-action-fill data-checked:bg-action-fill data-indeterminate:bg-action-fill data-disabled:opacity-55";

type CheckboxProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** Sent as `on` with the form it stands in. */
  name?: string;
  defaultChecked?: boolean;
  disabled?: boolean;
};

/** One of several that may be chosen together. */
export function Checkbox({ label, hint, ...rest }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base.Root brings the input.
    <label className="flex cursor-pointer items-start gap-3">
      <Base.Root {...rest} className={cx(boxStyle, "mt-0.5")}>
        <Base.Indicator className="text-on-fill">
          <Check aria-hidden="true" className="size-3.5" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        {hint && <span className="block text-ink-quiet text-sm">{hint}</span>}
      </span>
    </label>
  );
}

type CheckBoxProps = {
  /** Not seen: what the box stands beside says it. */
  label: string;
  checked: boolean;
  /** Some, but not all, of what it stands for. */
  indeterminate?: boolean;
  onCheckedChange: (checked: boolean) => void;
  "data-row-box"?: string;
};

/** Only the box, for tables, where the row is its words; on a touch screen with room around it. */
export function CheckBox({ label, onCheckedChange, ...rest }: CheckBoxProps) {
  return (
    <Base.Root
      {...rest}
      aria-label={label}
      onCheckedChange={(checked) => onCheckedChange(checked)}
      className={cx(boxStyle, "relative after:absolute after:-inset-2.5")}
    >
      <Base.Indicator className="text-on-fill">
        {rest.indeterminate ? (
          <Minus aria-hidden="true" className="size-3.5" strokeWidth={3} />
        ) : (
          <Check aria-hidden="true" className="size-3.5" strokeWidth={3} />
        )}
      </Base.Indicator>
    </Base.Root>
  );
}
