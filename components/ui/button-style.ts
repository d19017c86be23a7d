import { cx } from "./cx";

/**
 * `primary`: the one thing to do here; `danger`: only where money or access is lost at once; `row`: an action of a list's row,
 * quiet in its column, with a border on a phone's card, where nothing else says that it can be pressed.
 */
export type ButtonVariant = "primary" | "secondary" | "quiet" | "row" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

export type ButtonLook = {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** As wide as its container. */
  block?: boolean;
};

const variants: Record<ButtonVariant, string> = {
  primary: "bg-action-fill text-on-fill hover:bg-action-fill-strong active:bg-action-fill-strong",
  secondary:
    "border border-outline/60 bg-surface text-ink shadow-card hover:border-outline hover:bg-wash active:bg-wash data-popup-open:bg-wash",
  quiet:
    "text-ink-soft hover:bg-wash hover:text-ink active:bg-wash data-popup-open:bg-wash data-popup-open:text-ink",
  row: "text-ink-soft hover:bg-wash hover:text-ink active:bg-wash max-md:border max-md:border-outline/60 max-md:bg-surface max-md:text-ink max-md:shadow-card",
  danger: "bg-bad-fill text-on-fill hover:bg-bad-fill-strong active:bg-bad-fill-strong",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-8 gap-1.5 px-2.5 py-1 text-sm pointer-coarse:min-h-10",
  md: "min-h-9 gap-2 px-3.5 py-1.5 text-base pointer-coarse:min-h-11",
  lg: "min-h-11 gap-2 px-5 py-2 text-lg",
};

/** The classes of a button, for elements that must look like one. */
export function buttonStyle({ variant = "secondary", size = "md", block }: ButtonLook = {}) {
  return cx(
    "relative inline-flex max-w-full select-none items-center justify-center rounded-md text-center font-medium transition-colors",
    "data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    block && "w-full",
  );
}
