"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { popupItemStyle, popupStyle } from "./popup-style";

type MenuProps = {
  trigger: ReactElement;
  /** Which edge of the button the menu keeps to. */
  align?: "start" | "end";
  side?: "bottom" | "top" | "right";
  className?: string;
  children: ReactNode;
};

/** A list of actions or links that opens from a button. Fill it with the items below. */
export function Menu({ trigger, align = "end", side = "bottom", className, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            className={cx(
              popupStyle,
              "max-h-(--available-height) min-w-52 max-w-80 overflow-y-auto",
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = { icon?: ReactNode; disabled?: boolean; danger?: boolean; children: ReactNode };

export function MenuItem({ icon, danger, children, ...rest }: ItemProps & { onClick: () => void }) {
  return (
    <Base.Item {...rest} className={cx(popupItemStyle, danger && "text-bad")}>
      <Icon>{icon}</Icon>
      {children}
    </Base.Item>
  );
}

export function MenuLink({
  href,
  icon,
  children,
  current,
}: Omit<ItemProps, "danger" | "disabled"> & { href: string; current?: boolean }) {
  return (
    <Base.LinkItem
      closeOnClick
      aria-current={current ? "true" : undefined}
      render={<Link href={href} />}
      className={cx(popupItemStyle, "pr-8")}
    >
      <Icon>{icon}</Icon>
      <span className="min-w-0 flex-1">{children}</span>
      {current && <Check aria-hidden="true" className="absolute right-2.5 text-action" />}
    </Base.LinkItem>
  );
}

type MenuChoiceProps<Value extends string> = {
  /** Stands above the choices; without it give a `name` for screen readers. */
  label?: ReactNode;
  name?: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode; lang?: string }[];
  onValueChange: (value: Value) => void;
};

/** One of a few inside a menu, such as language or theme. */
export function MenuChoice<Value extends string>({
  label,
  name,
  value,
  options,
  onValueChange,
}: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
      aria-label={label ? undefined : name}
    >
      {label && (
        <Base.GroupLabel className="px-2.5 pt-2 pb-1 font-medium text-ink-quiet text-xs">
          {label}
        </Base.GroupLabel>
      )}
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          lang={option.lang}
          className={cx(popupItemStyle, "pr-8")}
        >
          <Icon>{option.icon}</Icon>
          {option.label}
          <Base.RadioItemIndicator className="absolute right-2.5 text-action">
            <Check aria-hidden="true" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

/** A submenu that opens at the side. */
export function MenuMore({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={cx(popupItemStyle, "data-popup-open:bg-wash")}>
        <span className="min-w-0 flex-1">{label}</span>
        <ChevronRight aria-hidden="true" className="size-4 text-ink-quiet" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner sideOffset={-2} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup
            className={cx(popupStyle, "max-h-(--available-height) min-w-44 max-w-72 overflow-y-auto")}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

/** Ticks that can be set one by one, such as the columns of a table; the menu stays open. */
export function MenuCheck({
  checked,
  onCheckedChange,
  disabled,
  children,
}: Pick<ItemProps, "disabled" | "children"> & {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}) {
  return (
    <Base.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onCheckedChange(next)}
      className={cx(popupItemStyle, "pl-8")}
    >
      <Base.CheckboxItemIndicator className="absolute left-2.5 text-action">
        <Check aria-hidden="true" />
      </Base.CheckboxItemIndicator>
      {children}
    </Base.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}

function Icon({ children }: { children?: ReactNode }) {
  return children ? (
    <span aria-hidden="true" className="grid place-items-center text-ink-quiet">
      {children}
    </span>
  ) : null;
}
