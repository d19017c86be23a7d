import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneIcon, toneLook } from "./tone";

type ChipProps = {
  tone?: Tone;
  /** Replaces the icon of the tone; `null` shows none, for chips that name something and state nothing. */
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A state in one or two words, with its icon: "Active", "Payment failed". */
export function Chip({ tone = "neutral", icon, className, children }: ChipProps) {
  const Icon = toneIcon[tone];
  return (
    <span
      className={cx(
        "inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-full px-2.5 py-0.5 align-middle font-medium text-xs",
        "[&_svg]:size-3.5 [&_svg]:shrink-0",
        toneLook[tone],
        className,
      )}
    >
      {icon === undefined ? <Icon aria-hidden="true" /> : icon}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}

/** A small count beside a word. */
export function CountBadge({ children }: { children: ReactNode }) {
  return (
    <span className="figures inline-grid h-5 min-w-5 place-items-center rounded-full bg-wash px-1.5 font-medium text-ink-soft text-xs">
      {children}
    </span>
  );
}
