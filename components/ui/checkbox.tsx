"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

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
      <Base.Root
        {...rest}
        className="mt-0.5 grid size-[1.125rem] shrink-0 place-items-center rounded-sm border border-outline bg-surface transition-colors data-checked:border-action-fill data-checked:bg-action-fill data-disabled:opacity-55"
      >
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
