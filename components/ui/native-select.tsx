"use client";

import { Field } from "@base-ui/react/field";
import { ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";

type NativeSelectProps = {
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  autoComplete?: string;
  /** `option` and `optgroup` elements. */
  children: ReactNode;
};

/**
 * The browser's own list in the look of `Select`: for choices too long for a popup of ours, as it can be typed into and
 * scrolled on every device. Inside a Field it takes name, label and error from there.
 */
export function NativeSelect({ autoComplete, children, ...rest }: NativeSelectProps) {
  return (
    <span className="relative block">
      <Field.Control
        {...rest}
        className={cx(controlStyle, "cursor-pointer appearance-none truncate pr-9")}
        render={<select autoComplete={autoComplete}>{children}</select>}
      />
      <ChevronsUpDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-quiet"
      />
    </span>
  );
}
