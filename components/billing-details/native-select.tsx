"use client";

import { Field } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { controlStyle } from "@/components/ui/control-style";

type Props = {
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  autoComplete?: string;
  /** `option` and `optgroup` elements. */
  children: ReactNode;
};

/** The browser's own list, for choices too long for a popup of ours. Inside a Field it takes name, label and error from there. */
export function NativeSelect({ autoComplete, children, ...rest }: Props) {
  return (
    <Field.Control
      {...rest}
      className={controlStyle}
      render={<select autoComplete={autoComplete}>{children}</select>}
    />
  );
}
