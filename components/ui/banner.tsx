import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { toneIcon, toneInk } from "./tone";
import { VisuallyHidden } from "./visually-hidden";

export type BannerTone = "info" | "success" | "warning" | "danger";

type BannerProps = {
  tone?: BannerTone;
  /** What happened, in one sentence. */
  title: ReactNode;
  /** What it means and what to do. */
  children?: ReactNode;
  /** The one thing to do: a Button or LinkButton. */
  action?: ReactNode;
  /** It appeared because of what the reader just did: screen readers say it at once. */
  announce?: boolean;
  className?: string;
};

const tones = { info: "info", success: "good", warning: "warn", danger: "bad" } as const;
const grounds: Record<BannerTone, string> = {
  info: "border-action/25 bg-action-wash",
  success: "border-good/25 bg-good-wash",
  warning: "border-warn/30 bg-warn-wash",
  danger: "border-bad/30 bg-bad-wash",
};

/** A state of the whole page or card that the reader should know before anything else. */
export function Banner({ tone = "info", title, children, action, announce, className }: BannerProps) {
  const t = useTranslations("common.tone");
  const Icon = toneIcon[tones[tone]];
  return (
    <div
      role={announce ? (tone === "danger" ? "alert" : "status") : undefined}
      className={cx(
        "flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border px-4 py-3",
        grounds[tone],
        className,
      )}
    >
      <div className="flex min-w-0 flex-[1_1_18rem] gap-3">
        <Icon aria-hidden="true" className={cx("mt-0.5 size-[1.125rem] shrink-0", toneInk[tones[tone]])} />
        <div className="min-w-0">
          <p className="font-medium text-ink">
            <VisuallyHidden>{t(tones[tone])}: </VisuallyHidden>
            {title}
          </p>
          {children && <div className="mt-0.5 text-ink-soft text-sm">{children}</div>}
        </div>
      </div>
      {action && <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:pl-[1.875rem]">{action}</div>}
    </div>
  );
}
