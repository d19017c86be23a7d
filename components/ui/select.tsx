"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { controlStyle } from "./control-style";
import { cx } from "./cx";
import { popupItemStyle, popupStyle } from "./popup-style";

export type SelectOption<Value extends string = string> = {
  value: Value;
  label: string;
  /** A second line in the list, such as an e-mail address. */
  hint?: ReactNode;
  disabled?: boolean;
};

type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  name?: string;
  value?: Value | null;
  defaultValue?: Value | null;
  onValueChange?: (value: Value) => void;
  placeholder?: string;
  disabled?: boolean;
  /** Only without a Field around it. */
  "aria-label"?: string;
  className?: string;
};

/** One of a few. For more than about fifteen use a search. Inside a Field it takes name, label and error from there. */
export function Select<Value extends string>({
  options,
  onValueChange,
  placeholder,
  className,
  ...rest
}: SelectProps<Value>) {
  const t = useTranslations("common");
  const { "aria-label": label, ...root } = rest;
  return (
    <Base.Root
      {...root}
      items={options.map(({ value, label }) => ({ value, label }))}
      onValueChange={(value) => value !== null && onValueChange?.(value)}
    >
      <Base.Trigger
        aria-label={label}
        className={cx(
          controlStyle,
          "flex cursor-pointer items-center justify-between gap-2 text-left",
          className,
        )}
      >
        <Base.Value
          className="min-w-0 truncate data-placeholder:text-ink-quiet"
          placeholder={placeholder ?? t("choose")}
        />
        <Base.Icon className="shrink-0 text-ink-quiet">
          <ChevronsUpDown aria-hidden="true" className="size-4" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          alignItemWithTrigger={false}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            className={cx(popupStyle, "max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto")}
          >
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  label={option.label}
                  disabled={option.disabled}
                  className={cx(popupItemStyle, "pr-8")}
                >
                  <span className="min-w-0">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.hint && <span className="block text-ink-quiet text-sm">{option.hint}</span>}
                  </span>
                  <Base.ItemIndicator className="absolute right-2.5 text-action">
                    <Check aria-hidden="true" className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
