import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";

/** A grey box in place of what is loading; give it that height and width. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx("block h-4 animate-pulse-soft rounded-sm bg-wash", className)} />
  );
}

/** Puts skeletons into a region that says once that it is loading. */
export function Loading({ className, children }: { className?: string; children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{t("loading")}</span>
      {children}
    </div>
  );
}

const widths = ["w-full", "w-11/12", "w-4/5", "w-2/3"];

export function SkeletonLines({ count = 3 }: { count?: number }) {
  return (
    <div className="grid gap-2.5">
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <Skeleton key={line} className={widths[line % widths.length]} />
      ))}
    </div>
  );
}
