"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";
import { cx } from "./cx";
import { Spinner } from "./spinner";
import { VisuallyHidden } from "./visually-hidden";

export type ButtonProps = Omit<ComponentProps<"button">, "ref"> &
  ButtonLook & {
    /** Before the words, 16 px. Give an icon-only button an `aria-label`. */
    icon?: ReactNode;
    iconEnd?: ReactNode;
    /** Work is under way: keeps its width and its focus, cannot be pressed, and is announced. */
    pending?: boolean;
    /** What is announced while pending; "Working…" if not given. */
    pendingLabel?: string;
  };

export function Button({
  variant,
  size,
  block,
  icon,
  iconEnd,
  pending = false,
  pendingLabel,
  disabled,
  className,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  const t = useTranslations("common");
  return (
    <BaseButton
      {...rest}
      type={type}
      disabled={pending || disabled}
      focusableWhenDisabled={pending}
      aria-busy={pending || undefined}
      className={cx(
        buttonStyle({ variant, size, block }),
        pending && "data-disabled:cursor-progress data-disabled:opacity-100",
        className,
      )}
    >
      <span className={cx("inline-flex items-center justify-center gap-[inherit]", pending && "opacity-0")}>
        {icon}
        {children}
        {iconEnd}
      </span>
      {pending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      <VisuallyHidden role="status">{pending ? (pendingLabel ?? t("working")) : ""}</VisuallyHidden>
    </BaseButton>
  );
}

/** A square button of one icon; `label` names it for everybody who does not see the icon. */
export function IconButton({
  label,
  icon,
  className,
  ...rest
}: Omit<ButtonProps, "children"> & { label: string }) {
  return (
    <Button variant="quiet" {...rest} aria-label={label} className={cx("aspect-square px-0", className)}>
      {icon}
    </Button>
  );
}
