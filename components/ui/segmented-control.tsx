"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";

type SegmentedControlProps<Value extends string> = {
  /** Names the choice for screen readers. */
  label: string;
  options: readonly { value: Value; label: ReactNode; note?: ReactNode }[];
  name?: string;
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  /** Shows the label above, as that of a field in a form. */
  labelled?: boolean;
  className?: string;
};

/** Two or three ways to see the same thing: monthly or yearly. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, labelled, options, onValueChange, className, ...rest } = props;
  const labelId = useId();
  const group = (
    <RadioGroup
      {...rest}
      {...(labelled ? { "aria-labelledby": labelId } : { "aria-label": label })}
      onValueChange={(value) => onValueChange?.(value as Value)}
      className={cx("inline-flex max-w-full print:hidden rounded-lg border bg-wash p-0.5", className)}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="flex min-h-8 cursor-pointer select-none items-center gap-1.5 rounded-md px-3 font-medium text-ink-soft transition-colors hover:text-ink data-checked:bg-surface data-checked:text-action data-checked:shadow-card data-checked:outline-1 data-checked:outline-line focus-visible:outline-2 focus-visible:outline-focus pointer-coarse:min-h-10"
        >
          {option.label}
          {option.note && <span className="font-normal text-ink-quiet text-sm">{option.note}</span>}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
  if (!labelled) return group;
  return (
    <div className="flex min-w-0 flex-col items-start">
      <span id={labelId} className="mb-1.5 font-medium">
        {label}
      </span>
      {group}
    </div>
  );
}
