"use client";

import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";

type SwitchProps = {
  label: ReactNode;
  hint?: ReactNode;
  name?: string;
  checked?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  disabled?: boolean;
};

/** On or off, at once or with the form it stands in. */
export function Switch({ label, hint, onCheckedChange, ...rest }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base.Root brings the input.
    <label className="flex cursor-pointer items-start gap-3">
      <Base.Root
        {...rest}
        onCheckedChange={(checked) => onCheckedChange?.(checked)}
        className="mt-0.5 flex h-5 w-9 shrink-0 rounded-full border border-outline bg-wash p-0.5 transition-colors data-checked:border-action-fill data-checked:bg-action-fill data-disabled:opacity-55"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-outline transition-[translate,background-color] data-checked:translate-x-4 data-checked:bg-on-fill" />
      </Base.Root>
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        {hint && <span className="block text-ink-quiet text-sm">{hint}</span>}
      </span>
    </label>
  );
}
